/**
 * Services behind the gateway that there may be several of: facilitators, publishers, aggregators. An ordered list of
 * base URLs with a circuit breaker and a health view each; no HTTP and no routes in here.
 *
 * <pre>{@code
 * Upstreams aggregators = registry.add("aggregator", settings.walrus().aggregatorUrls());
 * Tour tour = aggregators.tour();              // one request's way through them
 * UpstreamCall call = tour.next().orElseThrow(); // none left: answer 503
 * ... call.upstream().url() ...
 * call.succeeded();                            // or call.failed("HTTP 503"), or call.close() when nothing was asked
 * }</pre>
 */
package io.tollgate.http.upstream;
