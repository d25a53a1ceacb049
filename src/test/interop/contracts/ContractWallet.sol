// SPDX-License-Identifier: Apache-2.0
pragma solidity ^0.8.20;

/// The least smart wallet there is: its owner's key signs, and whatever follows the 65 bytes of that signature is
/// wallet-specific and ignored. The owner lies in slot 0.
contract ContractWallet {
    address public owner;

    function isValidSignature(bytes32 digest, bytes calldata signature) external view returns (bytes4) {
        if (signature.length < 65) {
            return 0xffffffff;
        }
        address signer = ecrecover(
            digest, uint8(signature[64]), bytes32(signature[0:32]), bytes32(signature[32:64])
        );
        return signer != address(0) && signer == owner ? this.isValidSignature.selector : bytes4(0xffffffff);
    }
}

/// A wallet that takes any signature and burns a million of gas over it, at the expense of whoever settles.
contract GreedyWallet {
    function isValidSignature(bytes32, bytes calldata) external view returns (bytes4) {
        uint256 enough = gasleft() - 1_000_000;
        uint256 burnt;
        while (gasleft() > enough) {
            burnt ^= uint256(keccak256(abi.encode(burnt, block.number)));
        }
        return burnt == 1 ? bytes4(0) : this.isValidSignature.selector;
    }
}
