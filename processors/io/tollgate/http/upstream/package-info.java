/**
 * Redundant services behind the gateway: facilitators, publishers, aggregators. Each is an ordered list of base URLs with a
 * circuit breaker and health information. This package makes no HTTP calls and knows no routes.
 *
 * <pre>{@code
 * Upstreams aggregators = registry.add("aggregator", settings.walrus().aggregatorUrls());
 * Failover failover = aggregators.failover();        // for one request
 * UpstreamCall call = failover.next().orElseThrow(); // none left: answer 503
 * ... call.upstream().url() ...
 * call.reportSuccess();                              // or call.reportFailure("HTTP 503"), or call.close() without a request
 * }</pre>
 */
package io.tollgate.http.upstream;
