// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
import java.util.Map;
import org.apache.opendal.Operator;

/** Apache OpenDAL's S3 service, in Rust: lists a bucket with one object, the ARN of the caller. */
final class OpenDal {
  private OpenDal() {}

  public static void main(String[] arguments) throws Exception {
    Map<String, String> bucket =
        Map.of(
            "bucket", "bucket",
            "endpoint", System.getenv("REACH_OBJECT_STORE"),
            "region", "us-east-1");
    Operator operator = Operator.of("s3", bucket);
    Loop.run(
        Operator.class, () -> operator.list("").get(0).getPath().replace('|', '/'));
  }
}
