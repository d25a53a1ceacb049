package io.tollgate.walrus.read;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.ProducerTemplate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Calls a second aggregator when the first one is slow, and uses the bytes that arrive first. Both calls use the same
 * route as a call without a hedge.
 */
public final class HedgeRead implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(HedgeRead.class);
    private static final String ASK = "direct:ask-aggregator";

    private final Executor threads;
    private final ReadMeters meters;
    private ProducerTemplate template;

    /** @param threads runs each call on a thread of its own until it is answered */
    public HedgeRead(Executor threads, ReadMeters meters) {
        this.threads = threads;
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException, ExecutionException {
        ReadState state = exchange.getProperty(ReadState.PROPERTY, ReadState.class);
        AggregatorAttempt first = exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class);
        ProducerTemplate routes = template(exchange.getContext());
        CompletableFuture<AggregatorAttempt> firstAnswer = ask(routes, first);
        CompletableFuture<AggregatorAttempt> secondAnswer = null;
        AggregatorAttempt winner = null;
        try {
            if (answeredWithin(firstAnswer, state.hedgeDelay())) {
                winner = first;
                return;
            }
            Optional<AggregatorAttempt> second = state.nextForHedge();
            if (second.isEmpty()) {
                winner = firstAnswer.get();
                return;
            }
            secondAnswer = ask(routes, second.get());
            winner = winner(firstAnswer, secondAnswer);
            meters.recordHedge(winner != first);
            exchange.setProperty(AggregatorAttempt.PROPERTY, winner);
        } finally {
            closeUnlessWinner(winner, firstAnswer);
            closeUnlessWinner(winner, secondAnswer);
        }
    }

    private synchronized ProducerTemplate template(CamelContext context) {
        if (template == null || template.getCamelContext() != context) {
            template = context.createProducerTemplate();
        }
        return template;
    }

    private CompletableFuture<AggregatorAttempt> ask(ProducerTemplate routes, AggregatorAttempt attempt) {
        return CompletableFuture.supplyAsync(
                () -> {
                    Exchange done = routes.request(
                            ASK, exchange -> exchange.getMessage().setBody(attempt));
                    if (done.getException() != null) {
                        LOG.warn("calling an aggregator failed", done.getException());
                    }
                    return attempt;
                },
                threads);
    }

    private static boolean answeredWithin(CompletableFuture<AggregatorAttempt> answer, Duration wait)
            throws InterruptedException, ExecutionException {
        try {
            answer.get(wait.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (TimeoutException e) {
            return false;
        }
    }

    /** Returns the first answer with bytes, or the last answer when neither has bytes. */
    private static AggregatorAttempt winner(
            CompletableFuture<AggregatorAttempt> one, CompletableFuture<AggregatorAttempt> other)
            throws InterruptedException, ExecutionException {
        CompletableFuture.anyOf(one, other).get();
        CompletableFuture<AggregatorAttempt> quick = one.isDone() ? one : other;
        CompletableFuture<AggregatorAttempt> slow = quick == one ? other : one;
        return quick.get().body().isPresent() ? quick.get() : slow.get();
    }

    /** Closes the slower answer when it arrives. */
    private static void closeUnlessWinner(AggregatorAttempt winner, CompletableFuture<AggregatorAttempt> answer) {
        if (answer != null) {
            answer.thenAccept(attempt -> {
                if (attempt != winner) {
                    close(attempt);
                }
            });
        }
    }

    private static void close(AggregatorAttempt loser) {
        try {
            loser.close();
        } catch (IOException e) {
            LOG.debug("closing the connection of the slower aggregator failed", e);
        }
    }
}
