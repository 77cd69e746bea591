// SPDX-FileCopyrightText: The asrole authors
// SPDX-License-Identifier: Apache-2.0
package io.asrole.agent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/** Compiles classes with the form of smithy-java's credential chain, and hooks the chain. */
final class SmithyJava implements AutoCloseable {
  private static final String CHAIN = "aws/credentials/chain/IdentityChain";

  private final Path folder;
  private final ClassLoader loader;

  SmithyJava() throws IOException {
    folder = Files.createTempDirectory("smithy");
    List<Path> sources =
        List.of(
            write("context/Context", "public interface Context {}"),
            write("auth/api/identity/Identity", "public interface Identity {}"),
            write(
                "auth/api/identity/TokenIdentity",
                "public interface TokenIdentity extends Identity {}"),
            write(
                "auth/api/identity/IdentityResult",
                """
                public final class IdentityResult<I extends Identity> {
                  private final I identity;
                  private IdentityResult(I identity) { this.identity = identity; }
                  public static <I extends Identity> IdentityResult<I> of(I identity) {
                    return new IdentityResult<>(identity);
                  }
                  public I identity() { return identity; }
                }
                """),
            write(
                "aws/auth/api/identity/AwsCredentialsIdentity",
                """
                public interface AwsCredentialsIdentity extends smithy.auth.api.identity.Identity {
                  static AwsCredentialsIdentity create(
                      String id, String secret, String token, java.time.Instant end, String account) {
                    return new AwsCredentialsIdentity() {
                      @Override public String toString() {
                        return String.join(" ", id, secret, token, end.toString(), account);
                      }
                    };
                  }
                }
                """),
            write(
                CHAIN,
                """
                import smithy.auth.api.identity.*;
                import smithy.context.Context;
                public final class IdentityChain<I extends Identity> {
                  private final Class<I> identityType;
                  public IdentityChain(Class<I> identityType) { this.identityType = identityType; }
                  public IdentityResult<I> resolveIdentity(Context context) {
                    return IdentityResult.of(null);
                  }
                  public Class<I> identityType() { return identityType; }
                }
                """));
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    try (StandardJavaFileManager files = compiler.getStandardFileManager(null, null, null)) {
      if (!compiler
          .getTask(
              null,
              files,
              null,
              List.of("--release", "17", "-d", folder.toString(), "-proc:none"),
              null,
              files.getJavaFileObjectsFromPaths(sources))
          .call()) {
        throw new IllegalStateException("the classes do not compile");
      }
    }
    loader = createLoader();
  }

  private Path write(String name, String source) throws IOException {
    Path file = folder.resolve("smithy/" + name + ".java");
    Files.createDirectories(Objects.requireNonNull(file.getParent()));
    String packageName = "smithy." + name.substring(0, name.lastIndexOf('/')).replace('/', '.');
    return Files.writeString(file, "package " + packageName + ";\n" + source);
  }

  private ClassLoader createLoader() {
    return new ClassLoader(SmithyJava.class.getClassLoader()) {
      @Override
      protected Class<?> findClass(String name) throws ClassNotFoundException {
        String internal = name.replace('.', '/');
        try {
          byte[] file = Files.readAllBytes(folder.resolve(internal + ".class"));
          HookTable.Row row = HookTable.findRow(internal);
          byte[] hooked =
              row == null
                  ? file
                  : SdkRewriter.rewrite(row, file, SdkRewriter.readNewestClassFileVersion())
                      .classFile();
          return defineClass(name, hooked, 0, hooked.length);
        } catch (IOException e) {
          throw new ClassNotFoundException(name, e);
        }
      }
    };
  }

  /** What a chain for that type of identity resolves; null if the hook leaves it alone. */
  @Nullable Object resolve(String type) throws ReflectiveOperationException {
    String folderOfType = type.startsWith("Aws") ? "aws.auth.api.identity." : "auth.api.identity.";
    Class<?> chain = loader.loadClass("smithy." + CHAIN.replace('/', '.'));
    Object result =
        chain
            .getMethod("resolveIdentity", loader.loadClass("smithy.context.Context"))
            .invoke(
                chain
                    .getConstructor(Class.class)
                    .newInstance(loader.loadClass("smithy." + folderOfType + type)),
                new Object[] {null});
    return result.getClass().getMethod("identity").invoke(result);
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      files
          .sorted(Comparator.reverseOrder())
          .forEach(
              file -> {
                try {
                  Files.delete(file);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
