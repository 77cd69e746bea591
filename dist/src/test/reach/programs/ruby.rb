# SPDX-FileCopyrightText: The asrole authors
# SPDX-License-Identifier: Apache-2.0

# The SDK for Ruby: one client, one call a second. Debian's is older than AWS_ENDPOINT_URL_STS.
require "aws-sdk-core"

$stdout.sync = true
client = Aws::STS::Client.new(endpoint: ENV["AWS_ENDPOINT_URL_STS"])
puts "version #{Aws::CORE_GEM_VERSION}"
loop do
  begin
    puts "arn #{client.get_caller_identity.arn}"
  rescue StandardError => e
    puts "failed #{e.class}: #{e.message}".tr("\n", " ")
  end
  sleep 1
end
