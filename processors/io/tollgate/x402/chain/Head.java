package io.tollgate.x402.chain;

import io.tollgate.x402.money.UnixTime;

/**
 * A block of the chain and its time, by which the chain says when it spoke.
 *
 * @param block number, counted from 0
 * @param time  the block's own timestamp
 */
public record Head(long block, UnixTime time) {}
