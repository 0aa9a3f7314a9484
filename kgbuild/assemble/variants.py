"""Sizes and versions in the names of models: GPT-2 XL, GPT-3.5, T5-small, LLaMA-7B, ViT-B/16."""

import re
from collections.abc import Iterator

_SIZES = "base|large|small|tiny|mini|medium|big|huge|giant|nano|micro|x{1,2}l|x{1,2}s|xx?-?(?:large|small)"
_EDITIONS = "instruct|chat|turbo|it|pro|flash|ultra|preview|plus|max|opus|sonnet|haiku|cased|uncased|distilled|hf"
_SUFFIXES = (
    *(
        re.compile(pattern, re.IGNORECASE)
        for pattern in (
            r"[\s/-]*\(?\d+(?:\.\d+)?(?:[x×]\d+(?:\.\d+)?)?\s?[MBTK]\)?$",  # LLaMA-7B, BERT (110M), Mixtral 8x7B
            rf"[\s_/-]+(?:{_SIZES}|{_EDITIONS})$",  # GPT-2 XL, BERT-base-uncased
            r"[\s/-]+\d+(?:[x×]\d+)?$",  # ViT-B/16, GPT-2, ResNet-50
            r"[\s_-]?v\.?\d+(?:\.\d+)*$",  # YOLOv5, T5 v1.1
            r"(?<=\d)\.\d+$",  # GPT-3.5, Llama-3.1
            r"(?<=[A-Za-z]{3})\d{1,3}$",  # VGG16, GPT3, Qwen2
            r"(?<=\d)[ov]$",  # GPT-4o, GPT-4V
        )
    ),
    re.compile(r"[\s/-]+(?:[SMBLTHG]|Ti)$"),  # DeiT-S, Swin-T
    re.compile(r"[\s/-]+[bB]\d$"),  # EfficientNet-B0
)
_SHORTEST_FAMILY = 2


def families(name: str) -> Iterator[str]:
    """Yield the names of the families that a model's name shows, the nearest first.

    Args:
        name: A model's name.

    Example:
        >>> list(families("GPT-2 XL")), list(families("ViT-B/16")), list(families("Llama-2-7B-Chat"))
        (['GPT-2', 'GPT'], ['ViT-B', 'ViT'], ['Llama-2-7B', 'Llama-2', 'Llama'])
        >>> list(families("GPT-3.5"))
        ['GPT-3', 'GPT']
        >>> list(families("T5")), list(families("BERT"))
        ([], [])
    """
    rest = name.strip()
    while (shorter := _without_suffix(rest)) is not None:
        yield shorter
        rest = shorter


def _without_suffix(name: str) -> str | None:
    for suffix in _SUFFIXES:
        match = suffix.search(name)
        family = name[: match.start()].rstrip(" -_/") if match else ""
        if len(family) >= _SHORTEST_FAMILY and family[0].isalpha():
            return family
    return None
