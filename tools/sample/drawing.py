"""What the sample's pictures are drawn with: colours, a drawing, and things that stand in many."""
import random

W, H = 1600, 1200
NIGHT, PLUM, DUSK, EMBER, GOLD, CREAM = '#15111b', '#4a2036', '#7a3b3f', '#b5652f', '#ffb94a', '#fbf5ea'
TEAL, LILAC, CORAL, LEAF = '#4fd1b5', '#c9a7ff', '#ff8f7a', '#3d6b4f'

DEFS = '''<defs>
<linearGradient id="sky" x1="0" y1="0" x2="0" y2="1">{stops}</linearGradient>
<radialGradient id="glow"><stop offset="0" stop-color="{glow}" stop-opacity=".95"/>
<stop offset=".35" stop-color="{glow}" stop-opacity=".45"/><stop offset="1" stop-color="{glow}" stop-opacity="0"/></radialGradient>
<filter id="soft" x="-30%" y="-30%" width="160%" height="160%"><feGaussianBlur stdDeviation="14"/></filter>
<filter id="mist" x="-50%" y="-50%" width="200%" height="200%"><feGaussianBlur stdDeviation="60"/></filter>
<filter id="grain" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".8" numOctaves="2" seed="7"/>
<feColorMatrix values="0 0 0 0 .5  0 0 0 0 .45  0 0 0 0 .4  0 0 0 .5 -.12"/></filter>
<filter id="cloth" x="0" y="0" width="100%" height="100%"><feTurbulence type="fractalNoise" baseFrequency=".012 .3" numOctaves="2" seed="3"/>
<feColorMatrix values="0 0 0 0 1  0 0 0 0 .95  0 0 0 0 .9  0 0 0 .35 -.1"/></filter>
</defs>'''


class Drawing:
    """One picture: a sky, shapes on it, grain over all."""

    def __init__(self, seed, sky, glow=GOLD, width=W, height=H):
        self.random = random.Random(seed)
        self.width, self.height = width, height
        stops = ''.join(f'<stop offset="{i / (len(sky) - 1):.3f}" stop-color="{c}"/>' for i, c in enumerate(sky))
        self.parts = [DEFS.format(stops=stops, glow=glow), f'<rect width="{width}" height="{height}" fill="url(#sky)"/>']

    def add(self, shape, **style):
        attributes = ' '.join(f'{k.replace("_", "-")}="{v}"' for k, v in style.items())
        self.parts.append(shape.replace('/>', f' {attributes}/>', 1))

    def path(self, d, fill, **style):
        self.add(f'<path d="{d}"/>', fill=fill, **style)

    def rect(self, x, y, w, h, fill, rx=0, **style):
        self.add(f'<rect x="{x:.0f}" y="{y:.0f}" width="{w:.0f}" height="{h:.0f}"/>', fill=fill, rx=rx, **style)

    def circle(self, x, y, r, fill, **style):
        self.add(f'<circle cx="{x:.0f}" cy="{y:.0f}" r="{r:.0f}"/>', fill=fill, **style)

    def ellipse(self, x, y, rx, ry, fill, **style):
        self.add(f'<ellipse cx="{x:.0f}" cy="{y:.0f}" rx="{rx:.0f}" ry="{ry:.0f}"/>', fill=fill, **style)

    def glow(self, x, y, r, **style):
        self.circle(x, y, r, 'url(#glow)', **style)

    def words(self, x, y, size, text, fill, **style):
        attributes = ' '.join(f'{k.replace("_", "-")}="{v}"' for k, v in style.items())
        self.parts.append(f'<text x="{x}" y="{y}" font-size="{size}" fill="{fill}" {attributes}>{text}</text>')

    def save(self, path, grain=True):
        if grain:
            self.parts.append(f'<rect width="{self.width}" height="{self.height}" filter="url(#grain)" opacity=".22"/>')
        path.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {self.width} {self.height}" '
                        f'width="{self.width}" height="{self.height}">' + '\n'.join(self.parts) + '</svg>\n')


def hills(d, base, rise, fill, steps=9):
    points = [(i * d.width / steps, base - d.random.uniform(0, rise)) for i in range(steps + 1)]
    curve = f'M0 {d.height} L0 {points[0][1]:.0f}'
    for (x0, y0), (x1, y1) in zip(points, points[1:]):
        curve += f' C{(x0 + x1) / 2:.0f} {y0:.0f} {(x0 + x1) / 2:.0f} {y1:.0f} {x1:.0f} {y1:.0f}'
    d.path(curve + f' L{d.width} {d.height} Z', fill)


def terrace(d, y, house, wall, roof, lit, every):
    x = -house * d.random.random()
    while x < d.width:
        tall = house * d.random.uniform(1.15, 1.3)
        top = y - tall
        d.rect(x, top, house + 1, d.height - top, wall)
        d.path(f'M{x:.0f} {top:.0f} L{x + house * .5:.0f} {top - house * .45:.0f} L{x + house:.0f} {top:.0f} Z', roof)
        d.rect(x + house * .68, top - house * .55, house * .16, house * .5, roof)
        for row in range(2):
            for column in range(2):
                on = d.random.random() < every
                wx, wy = x + house * (.16 + .42 * column), top + house * (.18 + .46 * row)
                if on:
                    d.glow(wx + house * .12, wy + house * .15, house * .42, opacity='.5')
                d.rect(wx, wy, house * .24, house * .3, lit if on else '#1b1622', opacity='1' if on else '.75')
        x += house + (house * .35 if d.random.random() < .12 else 0)


def teapot(d, x, y, s, fill='#e9dcc3', band=CORAL):
    d.ellipse(x, y, 78 * s, 58 * s, fill)
    d.path(f'M{x + 66 * s} {y - 16 * s} C{x + 120 * s} {y - 10 * s} {x + 110 * s} {y - 60 * s} {x + 142 * s} {y - 62 * s} '
           f'L{x + 138 * s} {y - 46 * s} C{x + 124 * s} {y - 30 * s} {x + 130 * s} {y + 24 * s} {x + 58 * s} {y + 26 * s} Z', fill)
    d.path(f'M{x - 70 * s} {y - 30 * s} C{x - 140 * s} {y - 50 * s} {x - 140 * s} {y + 50 * s} {x - 66 * s} {y + 30 * s}', 'none',
           stroke=fill, stroke_width=14 * s)
    d.ellipse(x, y - 54 * s, 40 * s, 12 * s, band)
    d.circle(x, y - 70 * s, 11 * s, band)
    d.path(f'M{x - 74 * s} {y - 6 * s} Q{x} {y + 26 * s} {x + 74 * s} {y - 6 * s}', 'none', stroke=band, stroke_width=8 * s)
