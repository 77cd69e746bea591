// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.role;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PartitionsTest {
  @ParameterizedTest
  @CsvSource({
    "us-east-1, aws",
    "us-gov-west-1, aws-us-gov",
    "cn-northwest-1, aws-cn",
    "eu-central-1, aws",
    "eusc-de-east-1, aws-eusc",
    "us-iso-east-1, aws-iso",
    "us-isob-east-1, aws-iso-b",
    "us-isof-south-1, aws-iso-f",
    "eu-isoe-west-1, aws-iso-e",
    "'', aws",
  })
  void isThatOfTheRegion(String region, String partition) {
    assertEquals(partition, Partitions.find(region));
  }
}
