package io.tollgate.upload;

import io.tollgate.catalog.ItemPart;
import io.tollgate.walrus.publish.PublisherAnswer;
import java.util.Optional;

/**
 * A part in the form that Walrus stores, with the data needed to read it again.
 *
 * @param size    plain bytes
 * @param content the stored bytes
 * @param last    whether this is the last part
 */
record EncodedPart(int number, long size, PartBuffer content, Optional<byte[]> sealHeader, boolean last) {
    ItemPart stored(PublisherAnswer.Stored answer) {
        return new ItemPart(number, answer.blobId().text(), size, content.length(), sealHeader, answer.endEpoch());
    }
}
