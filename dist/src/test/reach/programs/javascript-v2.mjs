// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

// The SDK for JavaScript v2: one client, one call a second. It does not know AWS_ENDPOINT_URL_STS.
import AWS from "aws-sdk";

console.log("version " + AWS.VERSION);
const client = new AWS.STS({ endpoint: process.env.AWS_ENDPOINT_URL_STS });
for (;;) {
  try {
    console.log("arn " + (await client.getCallerIdentity().promise()).Arn);
  } catch (e) {
    console.log("failed " + String(e).replaceAll("\n", " "));
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
