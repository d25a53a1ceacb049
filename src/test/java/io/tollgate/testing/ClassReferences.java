package io.tollgate.testing;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;

/** The names of all classes that a class file refers to, read from its constant pool (JVMS section 4.4). */
final class ClassReferences {
    private static final int UTF8 = 1;
    private static final int LONG = 5;
    private static final int DOUBLE = 6;
    private static final int CLASS = 7;
    private static final int STRING = 8;
    private static final int METHOD_HANDLE = 15;
    private static final int METHOD_TYPE = 16;
    private static final int MODULE = 19;
    private static final int PACKAGE = 20;

    private ClassReferences() {}

    /** With slashes, as the class file has them; empty when there is no such class file. */
    static List<String> of(String name, ClassLoader loader) throws IOException {
        try (InputStream file = loader.getResourceAsStream(name + ".class")) {
            return file == null ? List.of() : read(new DataInputStream(file));
        }
    }

    private static List<String> read(DataInputStream in) throws IOException {
        in.readInt();
        in.readInt();
        int count = in.readUnsignedShort();
        String[] texts = new String[count];
        List<Integer> classes = new ArrayList<>();
        for (int i = 1; i < count; i++) {
            int tag = in.readUnsignedByte();
            switch (tag) {
                case UTF8 -> texts[i] = in.readUTF();
                case CLASS -> classes.add(in.readUnsignedShort());
                case STRING, METHOD_TYPE, MODULE, PACKAGE -> in.readUnsignedShort();
                case METHOD_HANDLE -> in.skipBytes(3);
                case LONG, DOUBLE -> {
                    in.readLong();
                    i++;
                }
                default -> in.readInt();
            }
        }
        return classes.stream().map(index -> texts[index]).toList();
    }
}
