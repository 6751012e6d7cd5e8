package dev.migrate.compile;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;

/** Takes the classes that javac makes into memory, each with the script it was made of. */
final class ClassOutput extends ForwardingJavaFileManager<StandardJavaFileManager> {

    ClassOutput(StandardJavaFileManager files) {
        super(files);
    }

    @Override
    public JavaFileObject getJavaFileForOutput(
            JavaFileManager.Location location, String className, JavaFileObject.Kind kind, FileObject sibling)
            throws IOException {
        if (!(sibling instanceof RevisionSource source)) {
            return super.getJavaFileForOutput(location, className, kind, sibling);
        }
        return new SimpleJavaFileObject(URI.create("migrate:///" + className.replace('.', '/') + ".class"), kind) {
            @Override
            public OutputStream openOutputStream() {
                return new ByteArrayOutputStream() {
                    @Override
                    public void close() throws IOException {
                        super.close();
                        source.classes().put(className, toByteArray());
                    }
                };
            }
        };
    }
}
