package dev.migrate.model;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads from a class file whether a JPA provider must be told of the class, without loading it. Only the constant pool and the class's own
 * annotations are looked at, whose form has never changed: so class files of every Java version are read.
 */
final class ClassFileReader {

    private static final int MAGIC = 0xCAFEBABE;
    private static final String PACKAGE_INFO = "package-info";
    private static final String PERSISTENCE = "/persistence/";
    private static final String HIBERNATE = "Lorg/hibernate/annotations/";

    private static final Map<String, ManagedClass.Sort> SORTS = Map.of(
            "Entity", ManagedClass.Sort.ENTITY,
            "Embeddable", ManagedClass.Sort.EMBEDDABLE,
            "MappedSuperclass", ManagedClass.Sort.SUPERCLASS,
            "Converter", ManagedClass.Sort.CONVERTER);

    private final DataInputStream in;
    private @Nullable Object[] pool = new Object[0];

    private ClassFileReader(byte[] bytes) {
        this.in = new DataInputStream(new ByteArrayInputStream(bytes));
    }

    /** What a class is; empty where it has nothing to do with JPA, or the bytes are no class file. */
    static Optional<ManagedClass> read(byte[] bytes) throws IOException {
        return bytes.length < 10 ? Optional.empty() : new ClassFileReader(bytes).read();
    }

    private Optional<ManagedClass> read() throws IOException {
        if (in.readInt() != MAGIC) {
            return Optional.empty();
        }
        in.skipNBytes(4);
        // most classes end here
        if (!readPool()) {
            return Optional.empty();
        }
        in.skipNBytes(2);
        String name = className(in.readUnsignedShort());
        in.skipNBytes(2);
        in.skipNBytes(2L * in.readUnsignedShort());
        skipMembers();
        skipMembers();
        for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
            String attribute = text(in.readUnsignedShort());
            int length = in.readInt();
            if (attribute.equals("RuntimeVisibleAnnotations")) {
                return annotated(name);
            }
            in.skipNBytes(Integer.toUnsignedLong(length));
        }
        return Optional.empty();
    }

    /** Reads the constants; whether one of them names an annotation that matters. */
    private boolean readPool() throws IOException {
        pool = new Object[in.readUnsignedShort()];
        boolean matters = false;
        for (int i = 1; i < pool.length; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case 1 -> {
                    String text = in.readUTF();
                    pool[i] = text;
                    matters |= text.startsWith("Ljakarta/persistence/")
                            || text.startsWith("Ljavax/persistence/")
                            || text.startsWith(HIBERNATE);
                }
                case 3, 4, 9, 10, 11, 12, 17, 18 -> in.skipNBytes(4);
                case 5, 6 -> {
                    in.skipNBytes(8);
                    // a long or a double takes two places
                    i++;
                }
                case 7 -> pool[i] = in.readUnsignedShort();
                case 8, 16, 19, 20 -> in.skipNBytes(2);
                case 15 -> in.skipNBytes(3);
                default -> throw new IOException("a constant of the unknown sort " + tag);
            }
        }
        return matters;
    }

    private Optional<ManagedClass> annotated(String name) throws IOException {
        boolean isPackage = name.endsWith("." + PACKAGE_INFO);
        String api = "";
        boolean matters = false;
        for (int annotations = in.readUnsignedShort(); annotations > 0; annotations--) {
            String type = text(in.readUnsignedShort());
            int persistence = type.indexOf(PERSISTENCE);
            if (type.startsWith("Ljakarta/persistence/") || type.startsWith("Ljavax/persistence/")) {
                api = type.substring(1, persistence);
                matters = true;
                String simple = type.substring(persistence + PERSISTENCE.length(), type.length() - 1);
                if (!isPackage && SORTS.containsKey(simple)) {
                    return Optional.of(new ManagedClass(name, SORTS.get(simple), api));
                }
            }
            matters |= type.startsWith(HIBERNATE);
            skipPairs();
        }
        return isPackage && matters
                ? Optional.of(new ManagedClass(
                        name.substring(0, name.length() - PACKAGE_INFO.length() - 1), ManagedClass.Sort.PACKAGE, api))
                : Optional.empty();
    }

    private void skipMembers() throws IOException {
        for (int members = in.readUnsignedShort(); members > 0; members--) {
            in.skipNBytes(6);
            for (int attributes = in.readUnsignedShort(); attributes > 0; attributes--) {
                in.skipNBytes(2);
                in.skipNBytes(Integer.toUnsignedLong(in.readInt()));
            }
        }
    }

    private void skipPairs() throws IOException {
        for (int pairs = in.readUnsignedShort(); pairs > 0; pairs--) {
            in.skipNBytes(2);
            skipValue();
        }
    }

    private void skipValue() throws IOException {
        switch (in.readUnsignedByte()) {
            case 'e' -> in.skipNBytes(4);
            case '@' -> {
                in.skipNBytes(2);
                skipPairs();
            }
            case '[' -> {
                for (int values = in.readUnsignedShort(); values > 0; values--) {
                    skipValue();
                }
            }
            default -> in.skipNBytes(2);
        }
    }

    private String className(int index) {
        return pool[index] instanceof Integer name ? text(name).replace('/', '.') : "";
    }

    private String text(int index) {
        return pool[index] instanceof String text ? text : "";
    }
}
