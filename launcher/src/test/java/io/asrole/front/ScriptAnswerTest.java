// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.front;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.child.ChildEnvironment;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ScriptAnswerTest {
  @Test
  void isWordsForTheShellsEval() {
    Map<String, String> set = new LinkedHashMap<>();
    set.put("AWS_SECRET_ACCESS_KEY", "a/b+c=");
    set.put("AWS_SESSION_TOKEN", "it's $(id) `id` \\ \"x\"\n'");
    assertEquals(
        """
        shift 3
        unset AWS_PROFILE
        export AWS_SECRET_ACCESS_KEY='a/b+c='
        export AWS_SESSION_TOKEN='it'\\''s $(id) `id` \\ "x"
        '\\'''
        """,
        ScriptAnswer.write(3, new ChildEnvironment(set, List.of("AWS_PROFILE"))));
  }
}
