// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// Carries out several calls in one transaction, as a stranger who settles other people's payments may.
contract Batch {
    function all(address target, bytes[] calldata calls) external {
        for (uint256 i = 0; i < calls.length; i++) {
            (bool done,) = target.call(calls[i]);
            require(done, "a call failed");
        }
    }
}
