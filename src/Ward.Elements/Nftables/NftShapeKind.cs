namespace Ward.Elements.Nftables;

internal enum NftShapeKind { Deny, Isolate, Flow }
