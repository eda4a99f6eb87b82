using Ward.Elements.Nftables;

namespace Ward.Elements.Conformance;

public sealed class NftablesByLibraryTests : ElementContract
{
    private protected override IRig Make()
    {
        if (!OperatingSystem.IsLinux() || NftLibrary.TryOpen() is not { } library)
        {
            Assert.Skip("needs libnftables and the right to ask the kernel");
            throw new InvalidOperationException();
        }
        library.Dispose();
        return new NftablesRig(byLibrary: true);
    }
}
