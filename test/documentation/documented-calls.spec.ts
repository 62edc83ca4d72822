import { expect } from 'chai';
import { callsOf, wrongIn } from './documented-calls';

describe('The commands that are looked for in the documentation', () => {
  it('are found, wherever they stand in a line', () => {
    expect(callsOf('echo x | npx hookline event send --from -')).to.deep.equal([['event', 'send', '--from', '-']]);
    expect(callsOf('npm run hookline -- serve   # or hookline demo')).to.deep.equal([['serve']]);
    expect(callsOf('source <(node bin/hookline.cjs completion bash)')).to.deep.equal([['completion', 'bash']]);
    expect(callsOf('hookline hook create \\\n  --active\nhookline health')).to.deep.equal([
      ['hook', 'create', '--active'],
      ['health'],
    ]);
  });

  it('are right where the program has them, with its own options and those of every command', async () => {
    expect(await wrongIn(['profile', 'fields', 'list', '--database', '50', '--json'])).to.deep.equal([]);
    expect(await wrongIn(['catalogue', '--engine', 'http://127.0.0.1:8090'])).to.deep.equal([]);
  });

  it('are wrong with a command or an option that there is not', async () => {
    expect(await wrongIn(['paint'])).to.deep.equal(['no command paint']);
    expect(await wrongIn(['hook', 'paint', '1'])).to.deep.equal(['no command hook paint']);
    expect(await wrongIn(['hook', 'list', '--nam', 'red'])).to.deep.equal(['no option --nam of hook list']);
  });
});
