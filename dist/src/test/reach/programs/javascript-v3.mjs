// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0

// The SDK for JavaScript v3: one client, one call a second.
import { createRequire } from "node:module";

import { GetCallerIdentityCommand, STSClient } from "@aws-sdk/client-sts";

const require = createRequire(import.meta.url);
console.log("version " + require("@aws-sdk/client-sts/package.json").version);
const client = new STSClient({});
for (;;) {
  try {
    console.log("arn " + (await client.send(new GetCallerIdentityCommand({}))).Arn);
  } catch (e) {
    console.log("failed " + String(e).replaceAll("\n", " "));
  }
  await new Promise((resolve) => setTimeout(resolve, 1000));
}
