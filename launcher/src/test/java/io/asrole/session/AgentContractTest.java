// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.asrole.AsroleException;
import io.asrole.agent.AgentReader;
import io.asrole.text.Progress;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The launcher prints what the agent recognizes. */
class AgentContractTest {
  private static final Session SESSION = Examples.session(Examples.NOON, Duration.ofHours(1));

  @Test
  void theAgentFindsTheReasonInTheWarningThatASessionIsNotRenewed() throws Exception {
    String reason = "cannot assume arn:aws:iam::123456789012:role/Deploy: STS answered HTTP 503";
    String warning = StoreFailure.notRenewed(SESSION, AsroleException.unavailable(reason));
    assertEquals(Optional.of(reason), AgentReader.readReasonNotRenewed(printed(warning)));
  }

  @Test
  void theAgentTakesNoOtherWarningForIt() throws Exception {
    String warning =
        StoreFailure.unusable(Path.of("/home/you/.cache/asrole"), "No space left on device");
    assertEquals(Optional.empty(), AgentReader.readReasonNotRenewed(printed(warning)));
  }

  /** The line on standard error. */
  private static String printed(String warning) {
    StringWriter err = new StringWriter();
    new Progress(new PrintWriter(err), false).warn(warning);
    return err.toString();
  }
}
