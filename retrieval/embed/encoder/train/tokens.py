"""The encoders' tokenizers: text to the tokens of a model file, with where they stand."""

from tokenizers import BertWordPieceTokenizer, Tokenizer, models, normalizers, pre_tokenizers


class Tokens:
    """A tokenizer, with the tokens around a text and the one that fills up."""

    def __init__(self, encoder, before, after, pad):
        self.encoder, self.before, self.after, self.pad = encoder, before, after, pad

    def encode(self, text):
        """The tokens of a text, and for each its range in characters."""
        encoded = self.encoder.encode(text, add_special_tokens=False)
        return encoded.ids, encoded.offsets


def tokenizer(vocabulary, scores=None):
    """The tokenizer of word pieces with a vocabulary or, given the logarithms of
    their probabilities, of XLM-R's unigram pieces."""
    if scores is None:
        pieces = {piece: i for i, piece in enumerate(vocabulary)}
        return Tokens(BertWordPieceTokenizer(pieces, lowercase=True), pieces["[CLS]"], pieces["[SEP]"], pieces["[PAD]"])
    pieces = list(zip(vocabulary, map(float, scores)))
    unigram = Tokenizer(models.Unigram(pieces, unk_id=vocabulary.index("<unk>")))
    unigram.normalizer = normalizers.Sequence([normalizers.Nmt(), normalizers.NFKC()])
    unigram.pre_tokenizer = pre_tokenizers.Sequence([pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Metaspace()])
    return Tokens(unigram, *map(vocabulary.index, ("<s>", "</s>", "<pad>")))
