package talk
