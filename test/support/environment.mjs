// jest's node environment over a plain context. jest puts a proxy under the globals, to clear them away at the end of a
// file; then every use of Math or Map in the product is a call through it, and learning examples takes six times as long.
import vm from 'node:vm';
import NodeEnvironment from 'jest-environment-node';

export default class PlainEnvironment extends NodeEnvironment {
  constructor(config, context) {
    const { createContext } = vm;
    vm.createContext = (_proxied, options) => createContext(vm.constants.DONT_CONTEXTIFY, options);
    try {
      super(config, context);
    } finally {
      vm.createContext = createContext;
    }
  }
}
