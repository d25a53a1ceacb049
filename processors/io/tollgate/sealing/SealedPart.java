package io.tollgate.sealing;

import com.google.crypto.tink.subtle.AesGcmHkdfStreaming;
import com.google.crypto.tink.subtle.StreamSegmentDecrypter;
import io.tollgate.catalog.ItemPart;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;

/**
 * One sealed part. A range of plain bytes lies in consecutive segments, which are one range of stored bytes. The header
 * at the start of the part is needed as well; it is recorded at upload.
 */
final class SealedPart implements PlainBytes {
    private final ItemPart part;
    private final AesGcmHkdfStreaming cipher;
    private final byte[] associatedData;
    private final StoredParts stored;
    private byte[] header;

    /** @param associatedData authenticated with every segment: the item and the number of the part */
    SealedPart(ItemPart part, AesGcmHkdfStreaming cipher, byte[] associatedData, StoredParts stored) {
        this.part = part;
        this.cipher = cipher;
        this.associatedData = associatedData;
        this.stored = stored;
        this.header = part.sealHeader().orElse(null);
    }

    @Override
    public InputStream open(long from, long length) throws IOException {
        long first = Segments.of(from);
        long end = length == 0 ? first + 1 : Segments.of(from + length - 1) + 1;
        SegmentStream plain = segments(first, end);
        plain.skipLoaded(from - Segments.plainStart(first));
        return new RetryingSegmentStream(plain, segment -> segments(segment, end), length);
    }

    private SegmentStream segments(long first, long end) throws IOException {
        byte[] recorded = first == 0 ? null : header();
        long from = Segments.sealedStart(first);
        long to = Segments.sealedEnd(end - 1, Segments.sealedLength(part.size())) - 1;
        return stored.open(part.number(), from, to, bytes -> {
            StreamSegmentDecrypter decrypter = decrypter(recorded == null ? readHeader(bytes) : recorded);
            SegmentStream plain = new SegmentStream(bytes, decrypter, first, end, part.size());
            plain.load();
            return plain;
        });
    }

    private StreamSegmentDecrypter decrypter(byte[] header) throws IOException {
        try {
            StreamSegmentDecrypter decrypter = cipher.newStreamSegmentDecrypter();
            decrypter.init(ByteBuffer.wrap(header), associatedData);
            return decrypter;
        } catch (GeneralSecurityException e) {
            throw new IOException("the stored bytes do not start with a valid header", e);
        }
    }

    private byte[] header() throws IOException {
        if (header == null) {
            header = stored.open(part.number(), 0, Segments.HEADER - 1L, bytes -> {
                try (bytes) {
                    return readHeader(bytes);
                }
            });
        }
        return header;
    }

    private static byte[] readHeader(InputStream bytes) throws IOException {
        byte[] header = bytes.readNBytes(Segments.HEADER);
        if (header.length < Segments.HEADER) {
            throw new IOException("the stored bytes ended early");
        }
        return header;
    }
}
