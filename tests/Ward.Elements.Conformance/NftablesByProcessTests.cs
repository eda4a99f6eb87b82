namespace Ward.Elements.Conformance;

public sealed class NftablesByProcessTests : ElementContract
{
    private protected override IRig Make() => new NftablesRig(byLibrary: false);
}
