package io.tollgate.dev.walrus;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The query of {@code PUT /v1/blobs}.
 *
 * @param epochs number of epochs from the current one on; the chain accepts 1 to 53 and refuses any other number
 * @param permanent whether its owner cannot delete it
 * @param force store again even if a copy is certified
 * @param sendTo Sui address that receives the object; a malformed one is ignored, as on Walrus
 */
record StoreQuery(
        long epochs,
        boolean permanent,
        boolean deletable,
        boolean force,
        boolean reuse,
        Optional<String> sendTo,
        boolean share) {
    private static final long MAX_U32 = 0xFFFF_FFFFL;
    private static final Pattern ADDRESS = Pattern.compile("0x[0-9a-fA-F]{1,64}");
    private static final List<String> PARAMETERS = List.of(
            "encoding_type",
            "epochs",
            "deletable",
            "permanent",
            "force",
            "reuse_resources",
            "send_object_to",
            "share",
            "quilt_version");

    static StoreQuery parse(String raw) throws QueryString.Invalid {
        QueryString query = new QueryString(raw, PARAMETERS);
        Optional<String> encoding = query.text("encoding_type");
        if (encoding.isPresent() && !encoding.get().equals("RS2")) {
            throw new QueryString.Invalid("encoding_type: unknown variant `" + encoding.get() + "`, expected `RS2`");
        }
        Optional<String> sendTo = query.text("send_object_to");
        boolean share = query.flag("share");
        if (sendTo.isPresent() && query.text("share").isPresent()) {
            throw new QueryString.Invalid("`send_object_to` and `share` cannot be used together");
        }
        return new StoreQuery(
                query.number("epochs", MAX_U32).orElse(1),
                query.flag("permanent"),
                query.flag("deletable"),
                query.flag("force"),
                query.flag("reuse_resources"),
                sendTo.filter(address -> ADDRESS.matcher(address).matches()),
                share);
    }
}
