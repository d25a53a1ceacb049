package io.tollgate.catalog.api;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.tollgate.catalog.Catalog;
import io.tollgate.catalog.Item;
import io.tollgate.catalog.Listings;
import io.tollgate.catalog.SellerToken;
import io.tollgate.http.server.JsonAnswer;
import io.tollgate.http.server.Problem;
import io.tollgate.http.server.ProblemDocument;
import io.tollgate.x402.money.ChainId;
import io.tollgate.x402.money.Network;
import io.tollgate.x402.signin.SignInRequest;
import io.tollgate.x402.signin.SignInResult;
import io.tollgate.x402.signin.SignInVerifier;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Admits a request that may change an item: one with its seller token, or signed in with the wallet that is paid for it.
 * All others get the same refusal for an unknown item as for an existing one.
 */
public final class AuthorizeSeller implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(AuthorizeSeller.class);
    private static final String STATEMENT = "Sign in to change or delete this listing.";
    private static final Duration LATER = Duration.ofSeconds(10);

    private final Catalog catalog;
    private final Listings listings;
    private final SignInVerifier proofs;
    private final URI publicUrl;
    private final List<ChainId> chains;

    /** @param sellsOn whose wallets may sign in */
    public AuthorizeSeller(
            Catalog catalog, Listings listings, SignInVerifier proofs, URI publicUrl, List<Network> sellsOn) {
        this.catalog = catalog;
        this.listings = listings;
        this.proofs = proofs;
        this.publicUrl = publicUrl;
        this.chains = sellsOn.stream().map(Network::chain).toList();
    }

    @Override
    public void process(Exchange exchange) {
        ItemRequest request = ItemRequest.of(exchange);
        SignInRequest asked = asked(request);
        Optional<Item> item = request.blobId.flatMap(catalog::find);
        if (request.bearer.isPresent()) {
            SellerToken token = SellerToken.presented(request.bearer.get());
            request.item = item.filter(found -> listings.isSeller(found, token)).orElseThrow(AuthorizeSeller::stranger);
        } else if (request.signIn.isPresent()) {
            switch (proofs.check(request.signIn.get(), asked, chains)) {
                case SignInResult.Proven proven ->
                    request.item = item.filter(found -> paid(proven, found)).orElseThrow(AuthorizeSeller::stranger);
                case SignInResult.Refused refused ->
                    askToSignIn(exchange, asked, refused.fault().code());
                case SignInResult.Undecided undecided -> throw undecided(undecided);
            }
        } else {
            askToSignIn(exchange, asked, "seller_unknown");
        }
    }

    /** A contract that vouches for a smart wallet on one chain says nothing about its namesake on another. */
    private static boolean paid(SignInResult.Proven proven, Item item) {
        return proven.is(item.payTo(), item.network());
    }

    private SignInRequest asked(ItemRequest request) {
        String path = "/items/" + request.blobId.orElseThrow(AuthorizeSeller::stranger);
        return new SignInRequest(URI.create(publicUrl.toString().replaceAll("/$", "") + path), STATEMENT);
    }

    private void askToSignIn(Exchange exchange, SignInRequest asked, String code) {
        Problem problem = Problem.of(
                401, code, "show the seller token as Authorization: Bearer, or sign in with the wallet that is paid");
        ObjectNode extensions = JsonNodeFactory.instance.objectNode();
        extensions.set(SignInVerifier.EXTENSION, proofs.challenge(asked, chains));
        Message answer = JsonAnswer.send(
                exchange,
                problem.status(),
                ProblemDocument.CONTENT_TYPE,
                ProblemDocument.of(problem, "extensions", extensions));
        answer.setHeader("WWW-Authenticate", "Bearer");
        exchange.setRouteStop(true);
    }

    private static Problem stranger() {
        return Problem.of(403, "not_the_seller", "there is no such listing, or it belongs to another seller");
    }

    private static Problem undecided(SignInResult.Undecided undecided) {
        LOG.warn("a seller's smart wallet could not be asked: {}", undecided.why());
        return Problem.retry(
                503,
                "wallet_unchecked",
                "the wallet's chain cannot be asked now; send the same request again",
                LATER,
                null);
    }
}
