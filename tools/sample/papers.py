"""Papers of the sample: pages, a postcard, a news sheet."""
import math

from drawing import *


def page(seed, heading, lines):
    d = Drawing(seed, ['#4a3a3a', '#382a30'])
    d.rect(286, 40, 1060, 1140, '#1b1218', opacity='.5', filter='url(#soft)')
    d.rect(270, 24, 1060, 1140, '#efe3c8', rx=3)
    d.circle(1190, 150, 74, 'none', stroke='#a3453a', stroke_width=7, opacity='.7')
    d.words(1190, 162, 30, 'SAMPLE', '#a3453a', text_anchor='middle', font_family='Noto Sans Mono, monospace', font_weight=700, transform='rotate(-14 1190 150)', opacity='.8')
    d.words(350, 140, 44, heading, '#2b2320', font_family='Noto Sans Mono, monospace', font_weight=700)
    for n, line in enumerate(lines):
        d.words(350, 230 + n * 52, 29, line, '#3a302b', font_family='Noto Sans Mono, monospace', opacity=f'{d.random.uniform(.8, 1):.2f}')
    for k in range(2):
        d.circle(300, 380 + k * 420, 15, '#382a30')
    return d


def postcard(d):
    """The table a card lies on, and the card."""
    for i in range(9):
        d.rect(0, i * 140, W, 134, '#ffffff', opacity='.03')
    d.rect(136, 156, 1360, 920, '#120c10', opacity='.55', filter='url(#soft)')
    d.rect(120, 130, 1360, 920, CREAM, rx=8)


def postcard_front():
    d = Drawing(51, ['#5a3a34', '#40282c'])
    postcard(d)
    d.rect(160, 170, 1280, 840, '#9cc9d4')
    d.rect(160, 170, 1280, 300, '#f3d9a8', opacity='.55')
    d.circle(1180, 330, 84, '#fff3cf')
    for k, c in enumerate(['#3f8a9a', '#357a8c', '#2c6a7e', '#255a70']):
        d.path(f'M160 {470 + k * 46} Q320 {450 + k * 46} 480 {470 + k * 46} T800 {470 + k * 46} T1120 {470 + k * 46} T1440 {470 + k * 46} V720 H160 Z', c)
    d.path('M160 640 C520 600 900 690 1440 620 V1010 H160 Z', '#e8c98c')
    d.path('M160 660 C520 620 900 706 1440 640', 'none', stroke=CREAM, stroke_width=12, opacity='.7')
    d.path('M900 470 h540 v16 h-540 Z', '#4a3640')
    for k in range(7):
        d.rect(930 + k * 78, 486, 9, 90, '#4a3640')
    d.path('M1090 470 v-60 q70 -60 140 0 v60 Z', '#6b4a54')
    d.path('M1080 412 q80 -76 160 0 Z', CORAL)
    for n, (x, y, c) in enumerate([(300, 760, CORAL), (560, 820, TEAL), (850, 770, GOLD), (1130, 830, LILAC)]):
        d.path(f'M{x - 92} {y + 150} L{x + 60} {y - 40} M{x + 92} {y + 150} L{x - 70} {y - 10}', 'none', stroke='#5a3a2a', stroke_width=13)
        d.path(f'M{x - 62} {y - 50} L{x + 62} {y - 50} L{x + 96} {y + 96} L{x - 28} {y + 96} Z', CREAM)
        for k in range(3):
            d.path(f'M{x - 62 + k * 48} {y - 50} h22 l34 146 h-22 Z', c)
        if n != 2:
            d.circle(x + 6, y - 62, 27, ['#3a2420', '#5a3424', '', '#2b1a1c'][n])
    for k in range(15):
        x, y = 190 + k * 86, 190 + 34 * math.sin(math.pi * k / 14)
        d.path(f'M{x} {y} h52 l-26 54 Z', [CORAL, TEAL, GOLD, LILAC][k % 4])
    d.words(210, 345, 78, 'Day trip, all forty of us', '#3a2430', font_family='Noto Serif Display, serif', font_style='italic', font_weight=600)
    return d


def postcard_back():
    d = Drawing(52, ['#5a3a34', '#40282c'])
    postcard(d)
    d.rect(880, 230, 4, 720, '#8a7a6a')
    d.rect(1270, 190, 160, 190, '#c2623c')
    d.rect(1282, 202, 136, 166, '#f3d9a8')
    teapot(d, 1346, 300, .5, '#8a2f3a', GOLD)
    for r in (78, 66):
        d.circle(1230, 330, r, 'none', stroke='#37506b', stroke_width=5, opacity='.75')
    d.words(1230, 326, 24, 'SAMPLE', '#37506b', text_anchor='middle', font_family='Inter, sans-serif', font_weight=700, opacity='.85')
    d.words(1230, 356, 24, '1987', '#37506b', text_anchor='middle', font_family='Inter, sans-serif', opacity='.85')
    for k in range(4):
        d.path(f'M1060 {292 + k * 24} q22 -16 44 0 t44 0', 'none', stroke='#37506b', stroke_width=4, opacity='.6')
    ink = dict(font_family='Noto Serif Display, serif', font_style='italic')
    for n, line in enumerate(['Dear all on the ward,', '', 'We saved you the window seat.', 'It rained until Malton and then', 'the sea came out. Somebody', 'paddled in her wedding shoes.',
                              '', 'Next year you are coming too.', '', 'The Tuesday group']):
        d.words(180, 280 + n * 70, 47, line, '#2b2a4a', **ink)
    for n, line in enumerate(['Everybody', 'Ward 4', 'The hospital on the hill', 'Leeds']):
        d.rect(930, 610 + n * 92, 500, 3, '#b8a890')
        d.words(940, 596 + n * 92, 44, line, '#2b2a4a', **ink)
    return d


def newsletter(seed, number, heading, lines, art):
    d = Drawing(seed, ['#34424a', '#242e38'])
    d.rect(266, 34, 1080, 1150, '#10151a', opacity='.55', filter='url(#soft)')
    d.rect(250, 20, 1080, 1150, '#f4ead4', rx=3)
    d.rect(300, 66, 980, 118, '#245c56')
    d.words(330, 146, 66, 'The Kettle', CREAM, font_family='Noto Serif Display, serif', font_weight=600)
    d.words(1250, 146, 28, f'Sample news sheet · page {number}', '#d8e8df', text_anchor='end', font_family='Inter, sans-serif')
    d.words(300, 262, 50, heading, '#22201f', font_family='Inter Display, sans-serif', font_weight=700)
    for n, line in enumerate(lines):
        d.words(300, 330 + n * 50, 31, line, '#3a3330', font_family='Noto Serif, serif')
    d.rect(300, 760, 980, 350, '#e6d5ae')
    art(d)
    return d


def news_tea(d):
    for k, c in enumerate((TEAL, CORAL, LILAC)):
        x = 980 + k * 110
        d.path(f'M{x - 46} 960 c0 86 92 86 92 0 Z', CREAM)
        d.path(f'M{x - 44} 976 q44 20 88 0', 'none', stroke=c, stroke_width=8)
    teapot(d, 620, 960, 1.5, '#8a2f3a', GOLD)


def news_chairs(d):
    for k in range(7):
        a = math.pi + math.pi * k / 6
        x, y = 790 + 380 * math.cos(a), 1020 + 150 * math.sin(a)
        d.rect(x - 40, y - 70, 80, 96, [TEAL, GOLD, CORAL, LILAC, '#37506b', LEAF, '#8a2f3a'][k], rx=16)
        d.rect(x - 30, y + 22, 9, 40, '#3a2420')
        d.rect(x + 21, y + 22, 9, 40, '#3a2420')
    d.ellipse(790, 1040, 170, 26, '#c2623c')


def news_tomatoes(d):
    for k in range(6):
        x = 400 + k * 156
        d.rect(x - 3, 800, 7, 270, '#6b4a33')
        for j in range(4):
            d.ellipse(x + (24 if j % 2 else -24), 850 + j * 56, 34, 17, '#4a8a50', transform=f'rotate({28 if j % 2 else -28} {x} {850 + j * 56})')
            d.circle(x + (-22 if j % 2 else 22), 880 + j * 52, 19, ['#d94f4f', '#e98a3a', '#86b84f'][(j + k) % 3])
    d.rect(300, 1066, 980, 44, '#5a3a2a')


def news_letters(d):
    for k, (x, y, turn, c) in enumerate([(430, 850, -9, CREAM), (660, 890, 5, '#e9dcc3'), (890, 840, -4, CREAM), (1120, 900, 8, '#f3d9a8')]):
        d.parts.append(f'<g transform="rotate({turn} {x} {y})">')
        d.rect(x - 100, y - 40, 210, 150, c, rx=6, stroke='#8a7a6a', stroke_width=3)
        d.path(f'M{x - 100} {y - 40} L{x + 5} {y + 46} L{x + 110} {y - 40}', 'none', stroke='#8a7a6a', stroke_width=4)
        d.circle(x + 5, y + 50, 17, [CORAL, TEAL, GOLD, LILAC][k])
        d.parts.append('</g>')
