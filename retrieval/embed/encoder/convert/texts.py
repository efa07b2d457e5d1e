"""Texts for the fixtures: of every length and many scripts, odd ones included.
Written for this project; random parts come from a fixed seed."""

import random
import unicodedata

SENTENCES = """\
The harbour master closed the northern pier after the storm.
Who signed the agreement on grain exports?
Ministers met in Geneva for a second day of talks, but neither side would say what had been decided.
A ferry carrying 212 passengers ran aground at 4.30 a.m. on Tuesday, 14 March 2023.
"We will not accept it," she said; "not now, not in ten years."
Prices rose by 3.7% to $1,204.50 a tonne, the highest since 1998.
The U.N.'s envoy, Mr. O'Neill-Ramírez, flew to N'Djamena.
See https://example.org/reports?id=42&lang=en#top or write to press@example.org.
Photosynthesis turns carbon dioxide and water into glucose and oxygen.
def mean(xs): return sum(xs) / len(xs)  # fails on []
Le café de la gare a fermé ses portes à minuit, malgré les protestations.
Die Straßenbahn fährt wegen Bauarbeiten nicht bis zum Übergangswohnheim.
El niño pidió una piñata para su cumpleaños en Coyoacán.
Łódź, Kraków i Gdańsk podpisały umowę o współpracy żeglugowej.
Příliš žluťoučký kůň úpěl ďábelské ódy.
Çocuklar İstanbul'da ığdır ağacının gölgesinde oynadı.
Паром вышел из порта на рассвете, несмотря на шторм.
Президенти домовилися про зустріч у нейтральній країні.
Το πλοίο έφυγε από το λιμάνι πριν από την καταιγίδα.
غادرت العبارة الميناء عند الفجر رغم العاصفة.
הַסְּפִינָה עזבה את הנמל לפני הסערה.
नौका तूफ़ान के बावजूद भोर में बंदरगाह से निकली।
ফেরিটি ভোরে বন্দর ছেড়ে গেল।
படகு விடியற்காலையில் துறைமுகத்தை விட்டுச் சென்றது.
เรือเฟอร์รี่ออกจากท่าเรือตอนเช้ามืด
渡轮在黎明时分离开了港口，尽管有暴风雨。
フェリーは嵐にもかかわらず、夜明けに港を出た。
페리는 폭풍에도 불구하고 새벽에 항구를 떠났다.
Tàu phà rời cảng lúc bình minh bất chấp cơn bão.
ფერი გარიჟრაჟზე გავიდა ნავსადგურიდან.
Լաստանավը լուսաբացին դուրս եկավ նավահանգստից։
መርከቡ ጎህ ሲቀድ ወደቡን ለቀቀ።
🚢🌊 The ferry left!!! 👨‍👩‍👧‍👦 🇺🇦 ❤️‍🔥 ¯\\_(ツ)_/¯
ｆｕｌｌｗｉｄｔｈ ｌｅｔｔｅｒｓ ａｎｄ １２３
∑ xᵢ² ≤ ∫ f(x) dx ± √π ≠ ∞, H₂O, x¹⁰, ½ + ¼ = ¾
Z͑ͫ̓a̴l͚̄g̷o̶ ͞t̡e͜x͡t with marks upon marks
soft\u00adhyphen, zero\u200bwidth, no\u00a0break, right\u200f-to-left, byte\ufeffmark
[CLS] and [SEP] and [MASK] and [mask] and [UNK]x[PAD] taken literally
a'b''c-d--e_f__g…h—i–j·k•l“m”n‘o’p«q»r¿s¡t
""".splitlines()

ODD = [
    "", " ", "\n", ".", "a", "I", "42", "?!", "the", "é", "e\u0301", "İ", "ß", "ﬁ", "Ǆ", "中", "中文", "あ", "한", "ㅎ",
    "\u1112\u1161\u11ab", "🙂", "\U0001f468\u200d\U0001f469", "\ufffd", "\u200b", "\ue000", "##ing", "[", "[CLS", "[[SEP]]",
    "antidisestablishmentarianism", "Donaudampfschifffahrtsgesellschaftskapitän", "x" * 100, "x" * 101, "ab" * 300,
    "한" * 40, "\u0301" * 50, "a" + "\u0301" * 200 + "b", "1234567890" * 12, "-" * 80, "。" * 30, "\u0378", "\u1734", "\u08d4a",
    "tabs\tand\nnew lines\r\nand \x0bvertical\x0c feeds and \x1b[31mescapes\x1b[0m and \x00 zero\u2028and\x85more",
]


def words(rng, count):
    """A long text: sentences in random order until there are enough words."""
    out = []
    while len(out) < count:
        out += rng.choice(SENTENCES[:10] if rng.random() < 0.8 else SENTENCES).split(" ")
    return " ".join(out[:count])


def texts(count=200, seed=8):
    """The texts of the vector fixture."""
    rng = random.Random(seed)
    found = SENTENCES + ODD
    found += [words(rng, n) for n in (150, 180, 200, 210, 220, 230, 260, 400, 700)]
    while len(found) < count:
        found.append(words(rng, rng.choice([2, 3, 4, 6, 8, 10, 13, 16, 20, 25, 30, 40, 50, 70, 90])))
    return found[:count]


ALPHABETS = [
    (0x20, 0x7E), (0x20, 0x7E), (0x61, 0x7A), (0x61, 0x7A), (0xA0, 0x17F), (0x180, 0x24F), (0x250, 0x2FF), (0x300, 0x36F),
    (0x370, 0x3FF), (0x400, 0x52F), (0x530, 0x5FF), (0x600, 0x6FF), (0x700, 0x8FF), (0x900, 0xDFF), (0xE00, 0xFFF),
    (0x1000, 0x13FF), (0x1680, 0x17FF), (0x1E00, 0x1FFF), (0x2000, 0x206F), (0x20A0, 0x214F), (0x2190, 0x2BFF), (0x2E00, 0x2E7F),
    (0x3000, 0x30FF), (0x3400, 0x4DFF), (0x4E00, 0x9FFF), (0xAC00, 0xD7A3), (0xE000, 0xFFFF), (0x1F300, 0x1FAFF),
    (0x1F1E6, 0x1F1FF), (0x20000, 0x2FA1F), (0x10000, 0x1FFFF), (0xE0000, 0xE01EF), (0x0, 0x1F), (0x7F, 0x9F),
]


def letters(rng, count):
    """A run of characters, mostly of one script, some from anywhere."""
    low, high = rng.choice(ALPHABETS)
    out = []
    while len(out) < count:
        point = rng.randint(low, high) if rng.random() < 0.93 else rng.randint(0, 0x10FFFF)
        if not 0xD800 <= point < 0xE000:
            out.append(chr(point))
    return "".join(out)


def odd_text(rng, number):
    """One string of the tokenizer's fuzz."""
    kind = number % 10
    if kind < 4:
        return " ".join(letters(rng, rng.randint(1, 12)) for _ in range(rng.randint(1, 12)))
    if kind < 6:
        return letters(rng, rng.randint(0, 120))
    if kind == 6:
        return unicodedata.normalize(rng.choice(["NFC", "NFD", "NFKC", "NFKD"]), rng.choice(SENTENCES))
    if kind == 7:
        marks = "".join(c + letters(rng, 1) * rng.randint(0, 3) for c in rng.choice(SENTENCES))
        return marks + rng.choice(ODD)
    if kind == 8:
        return "".join(rng.choice(["[CLS]", "[SEP]", "[MASK]", "[PAD]", "[UNK]", "[", "]", "##", "x", " ", "ß", "\u0301"]) for _ in range(rng.randint(1, 20)))
    return rng.choice(SENTENCES).swapcase() + rng.choice(ODD) + rng.choice(["", " ", "-"]) + words(rng, rng.randint(1, 30))


def fuzz(count, seed=9):
    """Strings for comparing tokenizers; one in a thousand is of 100 kB."""
    rng = random.Random(seed)
    for number in range(count):
        if number % 1000 == 999:
            yield (letters(rng, rng.randint(1, 30)) * 100_000)[:100_000 // rng.choice([1, 2, 4])]
        else:
            yield odd_text(rng, number)
