# docker build --file agent.Dockerfile --tag asrole-agent .
#
# asrole and its agent without a Java runtime, for images of Java services (Java 17 or later, with a shell):
#   COPY --from=asrole-agent /opt/asrole /opt/asrole
#   ENV JAVA_TOOL_OPTIONS=-javaagent:/opt/asrole/lib/asrole-agent.jar=ExampleAssumedRole
FROM debian:12-slim AS unpacked
ADD asrole-0.1.0.tar.gz /opt/

FROM scratch AS agent
COPY --from=unpacked /opt/asrole-0.1.0 /opt/asrole
