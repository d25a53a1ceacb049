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
 * Asks a second aggregator when the first one takes its time, and takes the bytes of whoever has them first. Both calls
 * go through the same route as one that nobody races.
 */
public final class HedgeRead implements Processor {
    private static final Logger LOG = LoggerFactory.getLogger(HedgeRead.class);
    private static final String ASK = "direct:ask-aggregator";

    private final Executor threads;
    private final ReadMeters meters;
    private ProducerTemplate template;

    /** @param threads one each call, which it keeps until it is answered */
    public HedgeRead(Executor threads, ReadMeters meters) {
        this.threads = threads;
        this.meters = meters;
    }

    @Override
    public void process(Exchange exchange) throws InterruptedException, ExecutionException {
        ReadState reading = exchange.getProperty(ReadState.PROPERTY, ReadState.class);
        AggregatorAttempt first = exchange.getProperty(AggregatorAttempt.PROPERTY, AggregatorAttempt.class);
        ProducerTemplate routes = template(exchange.getContext());
        CompletableFuture<AggregatorAttempt> firstAnswer = ask(routes, first);
        CompletableFuture<AggregatorAttempt> secondAnswer = null;
        AggregatorAttempt winner = null;
        try {
            if (answeredWithin(firstAnswer, reading.hedgeDelay())) {
                winner = first;
                return;
            }
            Optional<AggregatorAttempt> second = reading.nextForHedge();
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
                        LOG.warn("the call to an aggregator failed", done.getException());
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

    /** The first one with bytes; without any, the one that answered last. */
    private static AggregatorAttempt winner(
            CompletableFuture<AggregatorAttempt> one, CompletableFuture<AggregatorAttempt> other)
            throws InterruptedException, ExecutionException {
        CompletableFuture.anyOf(one, other).get();
        CompletableFuture<AggregatorAttempt> quick = one.isDone() ? one : other;
        CompletableFuture<AggregatorAttempt> slow = quick == one ? other : one;
        return quick.get().body().isPresent() ? quick.get() : slow.get();
    }

    /** A slow answer is let go of when it comes. */
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
            LOG.debug("the slower aggregator's connection did not close cleanly", e);
        }
    }
}
