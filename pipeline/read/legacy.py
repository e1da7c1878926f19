"""placeholder"""


def is_legacy(font):
    return False


def decode(text, font):
    return text
