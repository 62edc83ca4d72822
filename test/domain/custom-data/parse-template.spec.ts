import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import * as fc from 'fast-check';
import { parseTemplate, type Template } from '../../../src/domain/custom-data/parse-template';
import { PLACEHOLDERS } from '../../../src/domain/custom-data/placeholders';

const parsed = (source: string): Template => {
  const template = parseTemplate(source);
  if (E.isLeft(template)) throw new Error(template.left.reason);
  return template.right;
};
const refusal = (source: string): { readonly position: number; readonly reason: string } | null => {
  const template = parseTemplate(source);
  return E.isLeft(template) ? template.left : null;
};

describe('A template of custom_data (decision 11)', () => {
  it('knows the thirteen placeholders of the vendor', () => {
    expect(PLACEHOLDERS).to.deep.equal([
      'uuid',
      'event_date',
      'event_date_ymd',
      'event_date_rfc3339',
      'event_date_unix',
      'event_date_unixnano',
      'campaign_name',
      'campaign_subid',
      'database_name',
      'segment_name',
      'message_name',
      'message_subject',
      'resource_name',
    ]);
    for (const placeholder of PLACEHOLDERS) expect(parsed(`{{${placeholder}}}`)).to.deep.equal([{ placeholder }]);
  });

  it('mixes literal text with any number of placeholders', () => {
    expect(parsed('{{campaign_name}}: {{event_date_ymd}} at {{resource_name}}!')).to.deep.equal([
      { placeholder: 'campaign_name' },
      { text: ': ' },
      { placeholder: 'event_date_ymd' },
      { text: ' at ' },
      { placeholder: 'resource_name' },
      { text: '!' },
    ]);
  });

  it('takes \\{{ for a literal {{', () => {
    expect(parsed('\\{{uuid}} is {{uuid}}')).to.deep.equal([{ text: '{{uuid}} is ' }, { placeholder: 'uuid' }]);
    expect(parsed('\\{{\\{{')).to.deep.equal([{ text: '{{{{' }]);
  });

  it('leaves single braces and closing braces alone', () => {
    expect(parsed('{"a":1}} {x} }}')).to.deep.equal([{ text: '{"a":1}} {x} }}' }]);
    expect(parsed('')).to.deep.equal([]);
  });

  it('refuses an unknown placeholder with its position', () => {
    expect(refusal('ab {{campagne}}')?.position).to.equal(4);
    expect(refusal('ab {{campagne}}')?.reason).to.match(/^\{\{campagne\}\} is no placeholder; there are uuid, /);
  });

  it('refuses a placeholder written with spaces and says how it is written', () => {
    expect(refusal('{{ uuid }}')).to.deep.equal({
      position: 1,
      reason: '{{ uuid }} is no placeholder; write {{uuid}}, without spaces',
    });
  });

  it('refuses a placeholder that is not closed', () => {
    expect(refusal('{{uuid}} {{uuid')).to.deep.equal({
      position: 10,
      reason: 'is not closed with }}; write \\{{ for a literal {{',
    });
  });

  it('is either refused at a {{ that stands there, or keeps every literal character in order', () => {
    const piece = fc.oneof(
      fc.string(),
      fc.constantFrom('{{', '}}', '\\', '{', ...PLACEHOLDERS.map((name) => `{{${name}}}`)),
    );
    fc.assert(
      fc.property(fc.array(piece), (pieces) => {
        const source = pieces.join('');
        const template = parseTemplate(source);
        if (E.isLeft(template)) expect(source.slice(template.left.position - 1)).to.match(/^\{\{/);
        else
          expect(
            template.right.map((part) => ('text' in part ? part.text : `{{${part.placeholder}}}`)).join(''),
          ).to.equal(source.replaceAll('\\{{', '{{'));
      }),
    );
  });

  it('says a text of any kind once its {{ are escaped', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('{', '}', 'a', '\\', ' ') }), (text) => {
        fc.pre(!text.includes('{{{') && !text.includes('\\{'));
        const said = parsed(text.replaceAll('{{', '\\{{')).map((part) => ('text' in part ? part.text : '?'));
        expect(said.join('')).to.equal(text);
      }),
    );
  });
});
