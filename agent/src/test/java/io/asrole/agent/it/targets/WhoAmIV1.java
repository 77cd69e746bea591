// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent.it.targets;

import com.amazonaws.services.securitytoken.AWSSecurityTokenService;
import com.amazonaws.services.securitytoken.AWSSecurityTokenServiceClient;
import com.amazonaws.services.securitytoken.model.GetCallerIdentityRequest;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** Responds with the caller identity that SDK v1 gets from the STS endpoint in the query. */
public final class WhoAmIV1 extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  @SuppressWarnings("deprecation")
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    AWSSecurityTokenService sts = new AWSSecurityTokenServiceClient();
    sts.setEndpoint(request.getQueryString());
    response.getWriter().println(sts.getCallerIdentity(new GetCallerIdentityRequest()).getArn());
    sts.shutdown();
  }
}
