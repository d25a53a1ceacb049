// Compiles contracts/*.sol into contracts.json: {name: deployed bytecode}, to be planted with anvil_setCode.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import solc from 'solc';

const sources = Object.fromEntries(
  readdirSync('contracts').map((file) => [file, { content: readFileSync(`contracts/${file}`, 'utf8') }]),
);
const settings = {
  optimizer: { enabled: true, runs: 200 },
  evmVersion: 'paris',
  viaIR: false,
  outputSelection: { '*': { '*': ['evm.deployedBytecode.object'] } },
};
const output = JSON.parse(solc.compile(JSON.stringify({ language: 'Solidity', sources, settings })));
const errors = (output.errors ?? []).filter((error) => error.severity === 'error');
if (errors.length > 0) {
  throw new Error(errors.map((error) => error.formattedMessage).join('\n'));
}
const code = Object.values(output.contracts)
  .flatMap((file) => Object.entries(file))
  .map(([name, contract]) => [name, `0x${contract.evm.deployedBytecode.object}`]);
writeFileSync('contracts.json', JSON.stringify(Object.fromEntries(code)));
