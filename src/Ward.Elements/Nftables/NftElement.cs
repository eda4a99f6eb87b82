namespace Ward.Elements.Nftables;

/// <param name="Key">The element's value in nft's grammar, made from typed parts only.</param>
internal readonly record struct NftElement(NftShape Shape, string Key);
