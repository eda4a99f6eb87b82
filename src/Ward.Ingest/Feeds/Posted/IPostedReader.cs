namespace Ward.Ingest.Feeds.Posted;

/// <summary>Finds the lines of one posted format. One for each body.</summary>
internal interface IPostedReader
{
    /// <summary>Notes lines and refusals in <paramref name="posted"/>. Linear in the body; never throws, whatever the bytes.</summary>
    /// <returns>Null where the lines may be kept, else why nothing of the body is.</returns>
    IntakeReceipt? Read(PostedBody posted);
}
