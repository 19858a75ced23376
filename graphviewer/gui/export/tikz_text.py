"""What TeX is told: letters and signs that it sets as they are, points, names of colours."""

from __future__ import annotations

import re
from typing import Final

from PySide6.QtGui import QPainterPath

from graphviewer.gui.canvas.arrows import Arrow

POINTS = 0.75  # TeX's bp of a scene pixel
ESCAPES: Final = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "$": r"\$", "&": r"\&", "#": r"\#",
    "%": r"\%", "_": r"\_", "^": r"\textasciicircum{}", "~": r"\textasciitilde{}",
    "<": r"\textless{}", ">": r"\textgreater{}", "|": r"\textbar{}", '"': r"\textquotedbl{}",
    "'": r"\textquotesingle{}", "`": r"\textasciigrave{}", "-": "-{}", "×": r"$\times$",
    "·": r"$\cdot$", "⊙": r"$\odot$", "∂": r"$\partial$", "Σ": r"$\Sigma$", "σ": r"$\sigma$",
    "Π": r"$\Pi$", "√": r"$\surd$", "−": r"$-$", "±": r"$\pm$", "≈": r"$\approx$", "∞": r"$\infty$",
    "→": r"$\to$", "←": r"$\gets$", "∇": r"$\nabla$", "μ": r"$\mu$", "λ": r"$\lambda$",
    "α": r"$\alpha$", "β": r"$\beta$", "η": r"$\eta$", "θ": r"$\theta$", "ε": r"$\varepsilon$",
    "…": r"\dots{}", "–": "--", "—": "---", "²": r"$^2$", "³": r"$^3$", "ᵀ": r"$^{\top}$",
    "÷": r"$\div$", "≤": r"$\le$", "≥": r"$\ge$", "≠": r"$\ne$", "∘": r"$\circ$", "∗": r"$\ast$",
    "‖": r"$\Vert$", "⊤": r"$\top$", "Δ": r"$\Delta$", "π": r"$\pi$",
    "δ": r"$\delta$", "γ": r"$\gamma$", "ρ": r"$\rho$", "τ": r"$\tau$", "φ": r"$\varphi$",
    "ω": r"$\omega$", "κ": r"$\kappa$", "ν": r"$\nu$", "ξ": r"$\xi$", "ψ": r"$\psi$",
    "ζ": r"$\zeta$", "χ": r"$\chi$", "Γ": r"$\Gamma$", "Θ": r"$\Theta$", "Λ": r"$\Lambda$",
    "Ξ": r"$\Xi$", "Φ": r"$\Phi$", "Ψ": r"$\Psi$", "Ω": r"$\Omega$",
}  # fmt: skip
_RAISED: Final = {chr(0x2080 + digit): f"$_{digit}$" for digit in range(10)} | {
    sign: f"$^{{{plain}}}$" for sign, plain in zip("⁰¹⁴⁵⁶⁷⁸⁹ⁿ⁺⁻", "01456789n+-", strict=True)
}
MINUS: Final = re.compile(r"-\{\}(?=\d|inf|nan)")  # as it was escaped
_LATIN = 0x17F  # pdfLaTeX has letters up to here


def escaped(text: str) -> str:
    """A text that TeX sets as it is, whatever it holds."""
    kept = "".join(one if one.isprintable() else " " for one in text)
    return "".join(ESCAPES.get(one) or _RAISED.get(one) or _letter(one) for one in kept)


def _letter(one: str) -> str:
    """A letter as it is; one that pdfLaTeX may not have is named there by its number."""
    return one if ord(one) <= _LATIN else f"\\gvsign{{{ord(one):04X}}}{{{one}}}"


def worded(text: str) -> str:
    """A text whose numbers have a true minus."""
    return MINUS.sub("$-$", escaped(text))


def named(name: str) -> str:
    """A colour of the theme by the name it has in the document."""
    return "gv" + name.replace("_", "")


def way(path: QPainterPath, left_out: int = 0) -> str:
    """A path of lines and curves, without so many of its last points."""
    words: list[str] = []
    place = 0
    while place < path.elementCount() - left_out:
        element = path.elementAt(place)
        if element.isMoveTo():
            words.append(point(element.x, element.y))
        elif element.isLineTo():
            words.append(f"-- {point(element.x, element.y)}")
        else:
            one, two, end = (path.elementAt(place + k) for k in range(3))
            words.append(
                f".. controls {point(one.x, one.y)} and {point(two.x, two.y)} .. "
                f"{point(end.x, end.y)}"
            )
            place += 2
        place += 1
    return " ".join(words)


def way_of(arrow: Arrow) -> str:
    """The curve of an arrow, on to its tip."""
    return f"{way(arrow.line, 1)} -- {point(*arrow.tip)}"


def point(x: float, y: float) -> str:
    """A point of the scene."""
    return f"({bp(x)},{bp(y)})"


def bp(pixels: float) -> str:
    """Scene pixels as TeX's big points."""
    return f"{pixels * POINTS:.2f}".rstrip("0").rstrip(".")
