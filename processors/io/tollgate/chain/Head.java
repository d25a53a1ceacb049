package io.tollgate.chain;

import io.tollgate.money.UnixTime;

/**
 * A block of the chain and its time, by which the chain says when it spoke.
 *
 * @param block number, counted from 0
 * @param time  the block's own timestamp
 */
public record Head(long block, UnixTime time) {}
