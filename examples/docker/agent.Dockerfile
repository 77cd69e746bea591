# docker build --file agent.Dockerfile --tag asrole-agent .
#
# asrole and its agent without a Java runtime, for images of Java services (Java 17 or later, with a shell):
#   COPY --from=asrole-agent /usr/lib/asrole /usr/lib/asrole
#   ENV JAVA_TOOL_OPTIONS=-javaagent:/usr/lib/asrole/lib/asrole-agent.jar=ExampleAssumedRole
FROM debian:12-slim AS unpacked
COPY asrole_0.1.0_all.deb /tmp/
RUN dpkg -x /tmp/asrole_0.1.0_all.deb /unpacked

FROM scratch AS agent
COPY --from=unpacked /unpacked/usr/lib/asrole /usr/lib/asrole
