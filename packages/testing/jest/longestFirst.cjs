// In a fresh clone jest knows of no durations and goes by the size of the files. What starts whole houses is small and
// takes longest: begun last, one worker would be busy with it long after the other has nothing left to do.
const { default: Sequencer } = require('@jest/test-sequencer');

const longest = [
  /[\\/]test[\\/]src[\\/](faults|journeys)[\\/]/,
  /[\\/]test[\\/]src[\\/]/,
  /[\\/]infra[\\/]/,
  /\.(pg|api|nats)\.test\.ts$/,
];

const rank = ({ path }) => {
  const found = longest.findIndex((pattern) => pattern.test(path));
  return found === -1 ? longest.length : found;
};

module.exports = class LongestFirst extends Sequencer {
  sort(tests) {
    return [...super.sort(tests)].sort((one, other) => rank(one) - rank(other));
  }
};
