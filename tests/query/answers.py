"""What the ready questions must answer on the sample's graph: rows that a person read out of the sample's abstracts.

For each question its example is asked. The rows are a part of the answer, by some of its columns, and hold however the extractor
changes as long as it reads these plain sentences right; there are none where no sentence is plain enough. `test_questions.py`
computes whole answers a second way, for these questions too.
"""

BERT = "BERT: Pre-training of Deep Bidirectional Transformers for Language Understanding"
ROBERTA = "RoBERTa: A Robustly Optimized BERT Pretraining Approach"
BIOBERT = "BioBERT: a pre-trained biomedical language representation model for biomedical text mining"
SCIBERT = "SciBERT: A Pretrained Language Model for Scientific Text"
SBERT = "Sentence-BERT: Sentence Embeddings using Siamese BERT-Networks"
COLBERT = "ColBERT: Efficient and Effective Passage Search via Contextualized Late Interaction over BERT"
CONFORMER = "Conformer: Convolution-augmented Transformer for Speech Recognition"
VIT = "An Image is Worth 16x16 Words: Transformers for Image Recognition at Scale"
DEIT = "Training data-efficient image transformers & distillation through attention"
SIMCLR = "A Simple Framework for Contrastive Learning of Visual Representations"
CLIP = "Learning Transferable Visual Models From Natural Language Supervision"
LLAVA = "Visual Instruction Tuning"

ENCODER = "a language model built on the Transformer encoder"
WE_INTRODUCE_BERT = f"We introduce BERT (Bidirectional Encoder Representations from Transformers), {ENCODER}."

EXPECTED: dict[str, tuple[tuple[str, ...], tuple[tuple[str, ...], ...]]] = {
    "ancestors": (("name", "direct"), (("BERT", "true"), ("Transformer", "false"))),
    "architectures-by-year": (("name", "year", "papers"), (("Transformer", "2017", "1"),)),
    "base-models-by-domain": (("field", "name"), (("computer vision", "ResNet"), ("computer vision", "CLIP"))),
    "baselines": (("name",), (("ADM",), ("GLIDE",))),
    "best-result": (
        ("value", "better", "name", "title"),
        (("2.1%", "lower", "Conformer", CONFORMER), ("4.3%", "lower", "Conformer", CONFORMER)),
    ),
    "bridging-techniques": (
        ("name", "domain", "other_domain"),
        (("fine-tuning", "computer vision", "natural language processing"),),
    ),
    "code-by-domain": (("name", "papers", "with_code", "percent"), (("graph learning", "2", "2", "100"),)),
    "components": (("name",), ()),
    "contested": (("name", "other_name"), ()),
    "datasets-for-task": (("name",), (("TriviaQA",), ("Natural Questions",))),
    "datasets-of-domain": (("name",), (("LibriSpeech",),)),
    "descendants": (
        ("name", "year"),
        (("RoBERTa", "2019"), ("ALBERT", "2019"), ("BioBERT", "2019"), ("DistilBERT", "2019"), ("DeBERTa", "2020")),
    ),
    "emerging-techniques": (("name", "earlier"), (("chain-of-thought prompting", "0"),)),
    "entities": (("name", "class"), (("BERT", "Model"), ("natural language processing", "Domain"), ("accuracy", "Metric"))),
    "first-use": (("year", "title"), (("2018", BERT),)),
    "introduced-by": (
        ("title", "year", "sentence"),
        (
            (
                BERT,
                "2018",
                WE_INTRODUCE_BERT,
            ),
        ),
    ),
    "linked-outside": (("name", "link"), (("BERT", "http://www.wikidata.org/entity/Q61726893"),)),
    "metrics-on-dataset": (("name",), (("top-1 accuracy",),)),
    "model-by-year": (("year",), (("2019",), ("2020",))),
    "models-for-task": (("name",), (("BART",),)),
    "models-on-dataset": (
        ("name", "title", "because"),
        (
            ("SimCLR", SIMCLR, "has a result"),
            ("ViT-H/14", VIT, "has a result"),
            ("DeiT", DEIT, "introduced by a paper that evaluates on it"),
        ),
    ),
    "new-names": (("class",), ()),
    "outperformed-by": (
        ("name", "sentence"),
        (
            (
                "XLNet",
                "RoBERTa achieves a score of 88.5 on GLUE and 83.2% accuracy on RACE, and it outperforms BERT and XLNet on SQuAD.",
            ),
        ),
    ),
    "outperforming": (("name", "paper"), (("BioBERT", "paper/lee2019biobert"), ("SciBERT", "paper/beltagy2019scibert"))),
    "overview": (("class", "nodes", "first_year", "last_year"), (("Paper", "87", "2017", "2025"),)),
    "paper-summary": (
        ("relation", "name"),
        (
            ("addressesTask", "machine translation"),
            ("addressesTask", "constituency parsing"),
            ("comparesWith", "GNMT"),
            ("hasCode", "tensorflow/tensor2tensor"),
            ("usesMetric", "BLEU"),
        ),
    ),
    "papers-across-domains": (("title", "year"), ((LLAVA, "2023"),)),
    "papers-building-on": (
        ("title", "year", "direct"),
        ((ROBERTA, "2019", "true"), (BIOBERT, "2019", "true"), (COLBERT, "2020", "true")),
    ),
    "papers-built-on": (("title", "year", "direct"), ((BERT, "2018", "true"),)),
    "papers-introducing-datasets": (("title", "year", "name"), (("Segment Anything", "2023", "SA-1B"),)),
    "papers-naming": (("title", "relation"), ((BERT, "appliesTechnique"),)),
    "papers-on-dataset": (
        ("title", "year", "evaluates"),
        ((VIT, "2020", "true"), (SIMCLR, "2020", "true"), (CLIP, "2021", "true")),
    ),
    "papers-sharing-model": (("title", "year"), ((BIOBERT, "2019"),)),
    "papers-using-model": (
        ("title", "year", "used"),
        ((ROBERTA, "2019", "BERT"), (BIOBERT, "2019", "BERT"), (SBERT, "2019", "BERT"), (COLBERT, "2020", "BERT")),
    ),
    "papers-with-code": (
        ("title", "code"),
        (
            (BIOBERT, "https://github.com/dmis-lab/biobert"),
            (SCIBERT, "https://github.com/allenai/scibert"),
            (SBERT, "https://github.com/UKPLab/sentence-transformers"),
        ),
    ),
    "related-papers": (("title", "year"), ((BERT, "2018"),)),
    "results-of-system": (
        ("value", "metric", "dataset", "title"),
        (("88.5", "score", "GLUE", ROBERTA), ("83.2%", "accuracy", "RACE", ROBERTA)),
    ),
    "results-on-dataset": (
        ("metric", "value", "system", "title"),
        (("top-1 accuracy", "76.5%", "SimCLR", SIMCLR), ("top-1 accuracy", "88.55%", "ViT-H/14", VIT)),
    ),
    "tasks-of-domain": (("name",), (("automatic speech recognition",),)),
    "techniques-together": (("name", "with_name"), (("masked language modeling", "pre-training"),)),
    "techniques-with": (("name",), (("pre-training",),)),
    "typical-concepts": (("name",), (("vision transformer",), ("ImageNet",), ("diffusion model",))),
    "unsure-edges": (("subject",), ()),
    "variants": (("name",), (("LLaMA-13B",), ("LLaMA-65B",))),
    "why": (("from", "relation", "to", "paper"), (("RoBERTa", "basedOn", "BERT", "paper/liu2019roberta"),)),
}
"""By question: columns, and the values that some rows must have in them; IRIs without the base or the ontology's namespace."""
