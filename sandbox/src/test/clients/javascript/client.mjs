// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
// The SDK for JavaScript v3: prints the caller's ARN, assumes the role, prints the ARN it has then.
import { AssumeRoleCommand, GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";
import { fromInstanceMetadata } from "@aws-sdk/credential-providers";

const region = "us-east-1";
const sts = new STSClient({ region, credentials: fromInstanceMetadata() });
console.log((await sts.send(new GetCallerIdentityCommand({}))).Arn);
const { Credentials } = await sts.send(
  new AssumeRoleCommand({ RoleArn: process.argv[2], RoleSessionName: "client" }),
);
const role = new STSClient({
  region,
  credentials: {
    accessKeyId: Credentials.AccessKeyId,
    secretAccessKey: Credentials.SecretAccessKey,
    sessionToken: Credentials.SessionToken,
  },
});
console.log((await role.send(new GetCallerIdentityCommand({}))).Arn);
