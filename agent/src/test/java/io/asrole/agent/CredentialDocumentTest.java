// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class CredentialDocumentTest {
  @Test
  void parsesEachDayOfACenturyAsJavaDoes() {
    ZoneOffset india = ZoneOffset.ofHoursMinutes(5, 30);
    for (LocalDate day = LocalDate.of(1999, 12, 31); day.getYear() < 2102; day = day.plusDays(1)) {
      OffsetDateTime time = OffsetDateTime.of(day, LocalTime.of(1, 2, 3), india);
      Credentials credentials =
          CredentialDocument.parse(
              "{\"Version\":1,\"AccessKeyId\":\"a\",\"SecretAccessKey\":\"b\","
                  + "\"SessionToken\":\"c\",\"Expiration\":\""
                  + time
                  + "\"}");
      assertEquals(time.toInstant(), credentials.expiration);
      assertEquals(time.toInstant().toString(), credentials.formatExpiration());
    }
  }
}
