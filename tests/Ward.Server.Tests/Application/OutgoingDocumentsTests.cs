using Ward.Server.Application.Exports;

namespace Ward.Server.Tests.Application;

public sealed class OutgoingDocumentsTests
{
    [Fact]
    public void WhatLeavesAsOcsfAndIsNoneIsCountedWithTheFirst()
    {
        var documents = new OutgoingDocuments();
        Assert.Null(documents.Trouble);
        documents.See("{\"class_uid\":3002,\"no_such\":1}"u8.ToArray());
        documents.See("{"u8.ToArray());
        Assert.StartsWith("2 documents are no valid OCSF; the first: ", documents.Trouble, StringComparison.Ordinal);
    }
}
