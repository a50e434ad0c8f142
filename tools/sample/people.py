"""People of the sample, from behind or as shapes; nobody real is meant."""
import math

from drawing import *

HEADS = {
    'wrap': lambda d, c: (d.path('M640 430 C600 210 760 130 860 170 C1010 150 1050 330 1000 450 C900 380 740 380 640 430 Z', c),
                          d.path('M940 190 C1040 90 1120 160 1010 260 Z', c),
                          d.path('M650 400 C760 320 900 330 1000 420', 'none', stroke=CREAM, stroke_width=9, opacity='.4')),
    'turban': lambda d, c: (d.path('M628 440 C580 240 720 140 820 150 C940 140 1060 240 1010 440 C940 330 720 330 628 440 Z', c),
                            *[d.path(f'M{636 + 10 * k} {420 - 40 * k} C{740} {280 - 36 * k} {900} {280 - 36 * k} {1004 - 10 * k} {420 - 40 * k}',
                                     'none', stroke=NIGHT, stroke_width=6, opacity='.3') for k in range(4)]),
    'scarf': lambda d, c: d.path('M610 560 C560 250 720 160 820 160 C930 160 1080 250 1030 560 C1080 760 1010 840 960 900 H680 C620 840 560 760 610 560 Z', c),
    'curls': lambda d, c: [d.circle(820 + 190 * math.cos(a / 3.2), 400 + 180 * math.sin(a / 3.2), 92, c) for a in range(10, 20)] + [d.circle(820, 340, 190, c)],
    'cap': lambda d, c: (d.path('M640 400 C650 220 990 220 1000 400 Z', c), d.path('M960 400 C1080 400 1110 440 1080 450 L640 420 V392 Z', c)),
    'bun': lambda d, c: (d.circle(820, 232, 84, c), d.path('M640 460 C600 240 1040 240 1000 460 C960 340 690 340 640 460 Z', c)),
}


def portrait(seed, head, sky, skin, cloth, cover, glow):
    """A person from behind or in shade: a shape against light, never a face."""
    d = Drawing(seed, sky, glow)
    for _ in range(7):
        d.circle(d.random.uniform(0, W), d.random.uniform(0, H * .8), d.random.uniform(90, 320),
                 d.random.choice([glow, sky[0], sky[-1]]), opacity='.35', filter='url(#mist)')
    d.glow(1120, 380, 620)
    d.path('M330 1200 C340 900 620 860 700 800 L940 800 C1020 860 1300 900 1310 1200 Z', cloth)
    d.path('M330 1200 C340 900 620 860 700 800 L940 800 C1020 860 1300 900 1310 1200 Z', 'url(#sky)', opacity='.18')
    d.path('M720 640 H920 V830 C880 900 760 900 720 830 Z', skin)
    d.ellipse(820, 500, 178, 226, skin)
    HEADS[head](d, cover)
    d.path('M930 330 C1010 420 1000 620 900 700', 'none', stroke=glow, stroke_width=12, opacity='.55', filter='url(#soft)')
    d.path('M960 820 C1060 880 1240 900 1290 1120', 'none', stroke=glow, stroke_width=14, opacity='.5', filter='url(#soft)')
    for k in range(5):
        d.path(f'M{420 + 40 * k} 1200 C{470 + 44 * k} {1040 - 8 * k} {620 + 30 * k} {940 - 6 * k} {740 + 18 * k} {900}', 'none',
               stroke=CREAM, stroke_width=3, opacity='.14')
    return d


def choir():
    d = Drawing(54, ['#3a2a4a', '#6a3f52', '#a86a4a'], '#ffe2a8')
    for k in range(4):
        x = 130 + k * 370
        d.path(f'M{x} 640 V250 Q{x + 115} 60 {x + 230} 250 V640 Z', '#2a1c30')
        d.path(f'M{x + 16} 640 V256 Q{x + 115} 92 {x + 214} 256 V640 Z', '#ffd48a')
        for j in range(3):
            for i in range(2):
                d.rect(x + 26 + i * 96, 270 + j * 124, 86, 112, [CORAL, TEAL, LILAC, '#f3d27a', '#c2623c', '#86b84f'][(k + i + j * 2) % 6], opacity='.62')
        d.path(f'M{x + 115} 130 V640', 'none', stroke='#2a1c30', stroke_width=12)
        d.glow(x + 115, 420, 300, opacity='.55')
    d.path(f'M0 640 H{W} V{H} H0 Z', '#4a2c2c')
    d.path('M728 660 C730 540 750 480 800 480 C850 480 870 540 872 660 Z', '#150e14')
    d.circle(800, 446, 40, '#150e14')
    d.path('M770 520 C700 500 660 440 640 380 M830 520 C900 500 940 430 950 360', 'none', stroke='#150e14', stroke_width=24, stroke_linecap='round')
    hair = ['#1a1216', '#3a2420', '#5a3424', '#8a8090', '#2b1a1c', '#c9b8a8']
    robes = ['#8a2f3a', '#245c56', '#4a3480', '#c2623c', '#37506b', '#7a2f46']
    for row, (y, size, count) in enumerate([(790, 64, 11), (930, 84, 9), (1110, 110, 7)]):
        for k in range(count):
            x = (k + .5) * W / count + (row % 2) * 20 - 10 + d.random.uniform(-12, 12)
            up = d.random.uniform(-16, 16)
            d.path(f'M{x - size:.0f} {H} V{y + up + 20:.0f} C{x - size:.0f} {y + up - size * .8:.0f} {x + size:.0f} {y + up - size * .8:.0f} {x + size:.0f} {y + up + 20:.0f} V{H} Z', robes[(k + row * 2) % 6])
            d.path(f'M{x - size * .8:.0f} {y + up - 10:.0f} C{x - size * .6:.0f} {y + up - size * .72:.0f} {x + size * .6:.0f} {y + up - size * .72:.0f} {x + size * .8:.0f} {y + up - 10:.0f}', 'none', stroke='#ffd48a', stroke_width=5, opacity='.55')
            d.circle(x, y + up - size * 1.05, size * .56, hair[(k * 5 + row) % 6])
            if (k + row) % 4 == 0:
                d.path(f'M{x - size * .6:.0f} {y + up - size * .9:.0f} C{x - size * .7:.0f} {y + up - size * 1.9:.0f} {x + size * .7:.0f} {y + up - size * 1.9:.0f} {x + size * .6:.0f} {y + up - size * .9:.0f} Z', [GOLD, TEAL, CORAL][(k + row) // 4 % 3])
            elif (k + row) % 4 == 2:
                d.circle(x, y + up - size * 1.7, size * .25, hair[(k * 5 + row) % 6])
    return d


SIGNER_FRAMES = 48


def signer(frame):
    """One frame of the stand-in beside the signed film: a drawn figure whose hands open and close.
    It says so: no sign of any language is pretended."""
    d = Drawing(57, ['#2f6b66', '#1d4a4e'], '#bfe8dc', width=432, height=576)
    t = 2 * math.pi * frame / SIGNER_FRAMES
    nod = 3 * math.sin(t * 2)
    d.glow(216, 190, 230, opacity='.4')
    d.path('M50 500 C54 360 140 330 180 318 L252 318 C292 330 378 360 382 500 Z', '#2a1c30')
    d.path('M180 318 Q216 362 252 318 L244 300 H188 Z', '#8a5a3c')
    d.rect(190, 262, 52, 60, '#7a4c34', rx=20)
    d.ellipse(216, 206 + nod, 66, 82, '#8a5a3c')
    d.path(f'M148 {204 + nod:.1f} C140 {96 + nod:.1f} 292 {96 + nod:.1f} 284 {204 + nod:.1f} C270 {150 + nod:.1f} 166 {150 + nod:.1f} 148 {204 + nod:.1f} Z', '#1c1216')
    d.circle(216, 104 + nod, 27, '#1c1216')
    for side in (-1, 1):
        open_, lift = .5 + .5 * math.sin(t + side * .9), 26 * math.sin(t * 2 + side * .6)
        x, y = 216 + side * (54 + 64 * open_), 404 - lift
        d.path(f'M{216 + side * 146} 470 Q{216 + side * 176} {452 - lift / 2:.0f} {x:.0f} {y:.0f}', 'none', stroke='#2a1c30', stroke_width=54, stroke_linecap='round')
        d.path(f'M{x + side * 26:.0f} {y + 14:.0f} L{x:.0f} {y:.0f}', 'none', stroke='#8a5a3c', stroke_width=30, stroke_linecap='round')
        d.circle(x, y, 27, '#8a5a3c')
        for k in range(4):
            a = math.radians(-90 - side * (20 + (k - 1.5) * (8 + 20 * open_)))
            d.path(f'M{x:.0f} {y:.0f} l{44 * math.cos(a):.0f} {44 * math.sin(a):.0f}', 'none', stroke='#8a5a3c', stroke_width=13, stroke_linecap='round')
        a = math.radians(-90 + side * (40 + 24 * open_))
        d.path(f'M{x:.0f} {y:.0f} l{32 * math.cos(a):.0f} {32 * math.sin(a):.0f}', 'none', stroke='#8a5a3c', stroke_width=13, stroke_linecap='round')
    d.rect(0, 496, 432, 80, '#15111b')
    d.words(216, 530, 26, 'Stand-in for a signer', CREAM, text_anchor='middle', font_family='Inter, sans-serif', font_weight=600)
    d.words(216, 560, 19, 'A Deaf signer’s film goes here', '#d6cbdb', text_anchor='middle', font_family='Inter, sans-serif')
    return d
