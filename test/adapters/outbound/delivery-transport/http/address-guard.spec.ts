import { expect } from 'chai';
import * as E from 'fp-ts/Either';
import { refusedAddress } from '../../../../../src/adapters/outbound/delivery-transport/http/address-guard';
import {
  type AllowEntry,
  parseAllowEntry,
} from '../../../../../src/adapters/outbound/delivery-transport/http/allow-list';

const REFUSED: Readonly<Record<string, ReadonlyArray<string>>> = {
  'this host': ['0.0.0.0', '0.1.2.3', '::'],
  loopback: ['127.0.0.1', '127.255.255.254', '::1', '::ffff:127.0.0.1', '::ffff:7f00:1', '::127.0.0.1'],
  private: [
    '10.0.0.1',
    '172.16.0.1',
    '172.31.255.255',
    '192.168.1.1',
    '::ffff:10.0.0.1',
    'fc00::1',
    'fd12:3456::1',
    'fec0::1',
  ],
  'link-local': ['169.254.0.1', 'fe80::1', 'fe80::1%eth0'],
  metadata: ['169.254.169.254', '::ffff:169.254.169.254', 'fd00:ec2::254', '100.100.100.200', '192.0.0.192'],
  'carrier-grade NAT': ['100.64.0.1', '100.127.255.255'],
  multicast: ['224.0.0.1', '239.255.255.250', 'ff02::1'],
  broadcast: ['255.255.255.255'],
  benchmark: ['198.18.0.1', '198.19.255.255', '2001:2::1'],
  documentation: ['192.0.2.1', '198.51.100.1', '203.0.113.1', '2001:db8::1', '3fff::1'],
  reserved: ['240.0.0.1', '192.0.0.1', '4000::1', '5f00::1'],
  'IPv4 inside IPv6': [
    '64:ff9b::7f00:1',
    '64:ff9b::a9fe:a9fe',
    '64:ff9b:1::a00:1',
    '2002:7f00:1::',
    '2002:a00:1::1',
    '2001::1',
    '::ffff:0:127.0.0.1',
  ],
  'no address': ['', 'localhost', '1.2.3.4.5'],
};
const PUBLIC = ['93.184.215.14', '1.1.1.1', '172.32.0.1', '100.128.0.1', '2606:4700::1111', '::ffff:1.1.1.1'];

const allowing = (...texts: ReadonlyArray<string>): ReadonlyArray<AllowEntry> =>
  texts.map(parseAllowEntry).flatMap((entry) => (E.isRight(entry) ? [entry.right] : []));

describe('The address guard', () => {
  const site = { hostname: 'receiver.example', port: 8080 };

  for (const [range, addresses] of Object.entries(REFUSED))
    for (const address of addresses)
      it(`refuses ${address === '' ? 'nothing at all' : address} (${range})`, () => {
        expect(refusedAddress([], site, address)).to.be.an('error');
      });
  for (const address of PUBLIC)
    it(`lets ${address} pass`, () => {
      expect(refusedAddress([], site, address)).to.equal(undefined);
    });

  it('names the configuration line that would allow it', () => {
    expect(refusedAddress([], site, '10.0.0.1')?.message).to.match(
      /\(10\.0\.0\.1\).*HOOKLINE_ALLOW_DESTINATIONS=receiver\.example:8080$/,
    );
    expect(refusedAddress([], { hostname: '::1', port: 80 }, '::1')?.message).to.match(
      /HOOKLINE_ALLOW_DESTINATIONS=\[::1\]:80$/,
    );
  });

  it('lets pass what the line it named allows', () => {
    for (const [hostname, address] of [
      ['receiver.example', '10.0.0.1'],
      ['::1', '::1'],
      ['10.1.2.3', '10.1.2.3'],
    ] as const) {
      const line = refusedAddress([], { hostname, port: 8080 }, address)?.message.split('=')[1] ?? '';
      expect(refusedAddress(allowing(line), { hostname, port: 8080 }, address), line).to.equal(undefined);
    }
  });

  it('heeds names, addresses, ranges and ports of the allow-list', () => {
    const refused = (entry: string, address: string): boolean =>
      refusedAddress(allowing(entry), site, address) !== undefined;
    expect(refused('receiver.example', '10.0.0.1')).to.equal(false);
    expect(refused('receiver.example:8080', '10.0.0.1')).to.equal(false);
    expect(refused('receiver.example:8081', '10.0.0.1')).to.equal(true);
    expect(refused('example', '10.0.0.1')).to.equal(true);
    expect(refused('10.0.0.0/8', '10.1.2.3')).to.equal(false);
    expect(refused('10.0.0.0/8', '::ffff:10.1.2.3')).to.equal(false);
    expect(refused('172.16.0.0/12', '10.1.2.3')).to.equal(true);
    expect(refused('10.0.0.0/16', '10.1.2.3')).to.equal(true);
    expect(refused('10.0.0.0/8:8080', '10.1.2.3')).to.equal(false);
    expect(refused('10.0.0.0/8:1', '10.1.2.3')).to.equal(true);
    expect(refused('fd00::/8', 'fd00::1')).to.equal(false);
    expect(refused('[fd00::/8]:8080', 'fd00::1')).to.equal(false);
    expect(refused('[fd00::1]:1', 'fd00::1')).to.equal(true);
    expect(refused('0.0.0.0/0', '::1')).to.equal(true);
  });
});

describe('An entry of the allow-list', () => {
  it('is a name in any case, with or without the dot at its end, also beyond ASCII', () => {
    expect(parseAllowEntry(' Receiver.Internal. ')).to.deep.equal(E.right({ kind: 'name', name: 'receiver.internal' }));
    expect(parseAllowEntry('bücher.example:443')).to.deep.equal(
      E.right({ kind: 'name', name: 'xn--bcher-kva.example', port: 443 }),
    );
  });

  for (const text of [
    '',
    ' ',
    'http://receiver',
    'a b',
    '10.0.0.0/33',
    'name:0',
    'name:99999',
    'name:',
    '[::1',
    '::1]:80',
    '*',
    '10.0.0.0/8/8',
  ])
    it(`is not "${text}"`, () => {
      const entry = parseAllowEntry(text);
      expect(E.isLeft(entry) && entry.left).to.include(`"${text}"`);
    });
});
