package io.tollgate.dev.walrus;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A multipart form that becomes a quilt: every part is a blob named by its field, except {@code _metadata}, which has
 * the tags of the blobs. The form stays in its file; only the positions of its parts are in memory.
 */
final class QuiltForm {
    private static final Pattern BOUNDARY =
            Pattern.compile("(?i)multipart/form-data\\s*;.*\\bboundary=(?:\"([^\"]{1,70})\"|([^\\s;\"]{1,70})).*");
    private static final Pattern NAME = Pattern.compile("(?i)content-disposition:.*;\\s*name=\"([^\"]*)\".*");
    private static final String METADATA = "_metadata";
    private static final int MAX_HEADER = 128 * 1024;

    private final Path file;
    private final MappedByteBuffer form;
    private final byte[] delimiter;
    private final Map<String, Section> sections = new LinkedHashMap<>();
    private final Map<String, Map<String, String>> tags = new HashMap<>();

    private record Section(int start, int length) {}

    /** Thrown for a form that is not a valid quilt. */
    static final class Malformed extends Exception {
        private static final long serialVersionUID = 1L;

        Malformed(String detail) {
            super("the request is malformed: " + detail, null, false, false);
        }
    }

    private QuiltForm(Path file, MappedByteBuffer form, String boundary) {
        this.file = file;
        this.form = form;
        this.delimiter = ("\r\n--" + boundary).getBytes(StandardCharsets.UTF_8);
    }

    /** Parses a form; the content type is that of the request, with the boundary. */
    static QuiltForm read(Path file, String contentType) throws IOException, Malformed {
        Matcher type = BOUNDARY.matcher(contentType == null ? "" : contentType);
        if (!type.matches()) {
            throw new Malformed("a quilt must be multipart/form-data with a boundary");
        }
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
            QuiltForm form = new QuiltForm(
                    file,
                    channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size()),
                    type.group(1) == null ? type.group(2) : type.group(1));
            form.split();
            return form;
        }
    }

    private void split() throws Malformed {
        boolean atOnce = startsWith(0, 2);
        int at = atOnce ? delimiter.length - 2 : find(0) + delimiter.length;
        while (!isClosing(at)) {
            int head = endOfLine(at);
            int content = head;
            String name = null;
            while (true) {
                int next = endOfLine(content);
                String line = text(content, next - 2 - content);
                content = next;
                if (line.isEmpty()) {
                    break;
                }
                Matcher disposition = NAME.matcher(line);
                name = disposition.matches() ? disposition.group(1).replace("%22", "\"") : name;
            }
            int end = find(content - 2);
            addPart(name, new Section(content, Math.max(0, end - content)));
            at = end + delimiter.length;
        }
        if (sections.isEmpty()) {
            throw new Malformed("no files provided in the request");
        }
        if (sections.size() > Quilt.MAX_BLOBS) {
            throw new Malformed("a quilt holds at most " + Quilt.MAX_BLOBS + " blobs");
        }
    }

    private void addPart(String name, Section section) throws Malformed {
        if (METADATA.equals(name)) {
            readTags(text(section.start(), section.length()));
        } else if (name == null || !Quilt.isValidIdentifier(name)) {
            throw new Malformed("a part has no valid name");
        } else if (sections.putIfAbsent(name, section) != null) {
            throw new Malformed("duplicate identifier " + name);
        }
    }

    private void readTags(String json) throws Malformed {
        JsonNode entries;
        try {
            entries = new ObjectMapper().readTree(json);
        } catch (JsonProcessingException e) {
            throw new Malformed("_metadata is not JSON");
        }
        if (entries == null || !entries.isArray()) {
            throw new Malformed("_metadata must be an array");
        }
        for (JsonNode entry : entries) {
            Map<String, String> entryTags = new HashMap<>();
            entry.path("tags")
                    .fields()
                    .forEachRemaining(tag -> entryTags.put(
                            tag.getKey(),
                            tag.getValue().isTextual()
                                    ? tag.getValue().asText()
                                    : tag.getValue().toString()));
            if (tags.put(entry.path("identifier").asText(), entryTags) != null) {
                throw new Malformed("duplicate identifier in _metadata");
            }
        }
    }

    /** Returns the blobs in the order of a quilt, sorted by name. */
    List<Quilt.Patch> patches() {
        List<Quilt.Patch> patches = new ArrayList<>();
        long offset = 0;
        for (String name : names()) {
            int size = sections.get(name).length();
            patches.add(new Quilt.Patch(name, tags.getOrDefault(name, Map.of()), offset, size));
            offset += size;
        }
        return patches;
    }

    /** Writes the blobs in sequence, in the order of {@link #patches()}. */
    void copyTo(FileChannel target) throws IOException {
        try (FileChannel source = FileChannel.open(file, StandardOpenOption.READ)) {
            for (String name : names()) {
                Section section = sections.get(name);
                long copied = 0;
                while (copied < section.length()) {
                    copied += source.transferTo(section.start() + copied, section.length() - copied, target);
                }
            }
        }
    }

    private List<String> names() {
        return sections.keySet().stream().sorted(Comparator.naturalOrder()).toList();
    }

    private boolean isClosing(int at) {
        return at + 1 < form.limit() && form.get(at) == '-' && form.get(at + 1) == '-';
    }

    private boolean startsWith(int at, int skipped) {
        if (at + delimiter.length - skipped > form.limit()) {
            return false;
        }
        for (int i = skipped; i < delimiter.length; i++) {
            if (form.get(at + i - skipped) != delimiter[i]) {
                return false;
            }
        }
        return true;
    }

    private int find(int from) throws Malformed {
        for (int at = Math.max(0, from); at < form.limit(); at++) {
            if (form.get(at) == '\r' && startsWith(at, 0)) {
                return at;
            }
        }
        throw new Malformed("a part does not end");
    }

    private int endOfLine(int from) throws Malformed {
        for (int at = from; at + 1 < form.limit() && at < from + MAX_HEADER; at++) {
            if (form.get(at) == '\r' && form.get(at + 1) == '\n') {
                return at + 2;
            }
        }
        throw new Malformed("a line does not end");
    }

    private String text(int start, int length) {
        byte[] bytes = new byte[length];
        form.get(start, bytes);
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
