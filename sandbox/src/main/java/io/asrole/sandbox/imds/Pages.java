// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.sandbox.imds;

import io.asrole.sandbox.http.Response;

/** The error responses of instance metadata, with their HTML bodies. */
final class Pages {
  private Pages() {}

  static Response badRequest() {
    return page(400, "Bad Request");
  }

  static Response unauthorized() {
    return page(401, "Unauthorized");
  }

  static Response forbidden() {
    return page(403, "Forbidden");
  }

  static Response notFound() {
    return page(404, "Not Found");
  }

  static Response unavailable() {
    return page(503, "Service Unavailable");
  }

  static Response notAllowed(String allow) {
    return Response.create(405, "text/html", "").with("Allow", allow);
  }

  private static Response page(int status, String reason) {
    String title = status + " - " + reason;
    return Response.create(
        status,
        "text/html",
        """
        <?xml version="1.0" encoding="iso-8859-1"?>
        <!DOCTYPE html PUBLIC "-//W3C//DTD XHTML 1.0 Transitional//EN"
        \t"http://www.w3.org/TR/xhtml1/DTD/xhtml1-transitional.dtd">
        <html xmlns="http://www.w3.org/1999/xhtml" xml:lang="en" lang="en">
         <head>
          <title>%s</title>
         </head>
         <body>
          <h1>%s</h1>
         </body>
        </html>
        """
            .formatted(title, title));
  }
}
