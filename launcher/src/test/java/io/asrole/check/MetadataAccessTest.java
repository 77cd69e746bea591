// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.check.Finding.Verdict;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MetadataAccessTest {
  @ParameterizedTest
  @CsvSource({
    "'', 200, OK, 'IMDSv2 at X; requests without a token (old tools) are answered too'",
    "'', 401, OK, 'IMDSv2 at X; requests without a token (old tools) get 401'",
    "'', 0, OK, IMDSv2 at X",
    "no answer, 200, WARN, IMDSv1 at X: the token request got no answer",
    "HTTP 404, 404, WARN, X knows neither tokens (HTTP 404) nor the instance's id" + " (HTTP 404)"
  })
  void saysWhichVersionIsAnswered(String token, int withoutToken, Verdict verdict, String says) {
    Finding found = MetadataAccess.finding("X", token, withoutToken);
    assertEquals(verdict, found.verdict());
    assertEquals(says, found.says());
  }
}
