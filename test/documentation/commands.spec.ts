import 'reflect-metadata';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from 'chai';
import { API_KEY, type RunningEngine, runEngine } from '../support/running-engine';
import { type Block, blocksOf, isCommands } from './documented-blocks';
import { callsOf, wrongIn } from './documented-calls';
import { asHere, furnished } from './furnished-engine';
import { parseInShell, runInShell, shellMissing } from './shell';

const PAGES = ['README.md', ...readdirSync('docs').map((name) => `docs/${name}`)].filter((page) =>
  page.endsWith('.md'),
);
const ASKS_ENGINE = /(?:^|[|;&]\s*)(?:npx\s+)?(?:hookline|curl) /m;
/** Its blocks follow on each other; on the other pages each is for itself, on a hook that is there. */
const A_STORY = /README|cli|first-hook/;
const MAKES_ITS_HOOK = /-X POST \$H\/v1\/hooks -H/;

const named = ({ page, line, notRun }: Block): string =>
  `${page}:${String(line)}${notRun === undefined ? '' : ` (not run here: ${notRun})`}`;

const commands = PAGES.flatMap(blocksOf).filter(isCommands);
const toRun = commands.filter(({ text, notRun }) => notRun === undefined && ASKS_ENGINE.test(text));

describe('A command in the documentation', function () {
  this.timeout(180_000);
  let engine: RunningEngine | undefined;
  let delivery = '';
  let at = '';
  const scratch = mkdtempSync(join(tmpdir(), 'hookline-docs-'));

  const settle = async (): Promise<void> => {
    await engine?.dispose();
    engine = undefined;
  };
  const engineFor = async ({ page, text }: Block): Promise<RunningEngine> => {
    if (engine !== undefined && at === page && A_STORY.test(page)) return engine;
    await settle();
    at = page;
    if (A_STORY.test(page) || MAKES_ITS_HOOK.test(text)) return (engine = await runEngine());
    ({ engine, delivery } = await furnished());
    return engine;
  };
  after(async () => {
    await settle();
    rmSync(scratch, { recursive: true });
  });

  if (shellMissing !== null) {
    it.skip(`is not tried: ${shellMissing} is not installed`);
    return;
  }

  it('is found on the pages', () => {
    expect(commands.flatMap(({ text }) => callsOf(text)).length).to.be.at.least(35);
  });

  for (const block of commands)
    it(`is one that there is: ${named(block)}`, async () => {
      expect(await parseInShell(block.text)).to.deep.equal({ code: 0, output: '' });
      for (const call of callsOf(block.text)) expect(await wrongIn(call), call.join(' ')).to.deep.equal([]);
    });

  for (const block of toRun)
    it(`does what it says: ${named(block)}`, async () => {
      const running = await engineFor(block);
      const preamble = block.page === 'docs/rest-api.md' ? (blocksOf(block.page).find(isCommands)?.text ?? '') : '';
      const run = await runInShell(asHere(`${preamble}\n${block.text}`, running, delivery), {
        HOOKLINE_URL: running.url(),
        HOOKLINE_API_KEY: API_KEY,
        ANSWER: join(scratch, 'answer'),
        LAST: join(scratch, 'last'),
      });
      expect(run.code, run.output).to.equal(0);
    });
});
