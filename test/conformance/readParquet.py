"""Reads Parquet files with one library and writes down what it found, for a test to compare with what was written.

python3 readParquet.py LIBRARY FOLDER makes a FOLDER/NAME.READER.json of each FOLDER/NAME.parquet: a `Reading` as in
test/helpers/parquetReading.ts, or `error` where the reader refuses the file.
"""

import json
import pathlib
import sys


def pyarrow_readers():
    import pyarrow.parquet

    def statistics_of(said):
        low, high = (said.min_raw, said.max_raw) if said.has_min_max else (None, None)
        return {"min": text_of(low), "max": text_of(high), "nullCount": said.null_count}

    def read(path):
        file = pyarrow.parquet.ParquetFile(path)
        groups = [file.metadata.row_group(index) for index in range(file.num_row_groups)]
        fields = list(file.schema_arrow)
        return {
            **arrow_reading(file.read()),
            "nullable": {field.name: field.nullable for field in fields},
            "rowGroups": [group.num_rows for group in groups],
            "statistics": [
                {field.name: statistics_of(group.column(index).statistics) for index, field in enumerate(fields)}
                for group in groups
            ],
        }

    return {"pyarrow": read}


def arrow_reading(table):
    """Columns and values of an Arrow table. Timestamps are cast, as Python's own end with the year 9999."""
    import pyarrow

    utc_micros = pyarrow.timestamp("us", tz="UTC")
    types = {utc_micros: "timestamp", pyarrow.string(): "string", pyarrow.int32(): "int32", pyarrow.int64(): "int64"}

    def values_of(field):
        column = table[field.name]
        is_time = field.type == utc_micros
        return exact((column.cast(pyarrow.int64()) if is_time else column).to_pylist(), types.get(field.type))

    return {
        "columns": [{"name": field.name, "type": types.get(field.type, str(field.type))} for field in table.schema],
        "values": {field.name: values_of(field) for field in table.schema},
    }


def polars_readers():
    import polars

    utc_micros = polars.Datetime("us", "UTC")
    types = {utc_micros: "timestamp", polars.String: "string", polars.Int32: "int32", polars.Int64: "int64"}

    def rows_where(path, name, value, of):
        """Polars tells no statistics, but leaves out row groups by them."""
        equal = polars.col(name) == polars.lit(value).cast(of)
        return polars.scan_parquet(path).filter(equal).select(polars.len()).collect().item()

    def found_of(path, name, values, of):
        present = [value for value in values if value is not None]
        bounds = {min(present), max(present)} if present else {}
        return {str(value): rows_where(path, name, value, of) for value in bounds}

    def read(path):
        table = polars.read_parquet(path)
        schema = table.schema.items()
        values = {name: table[name].to_physical().to_list() for name, _ in schema}
        return {
            "columns": [{"name": name, "type": types.get(of, str(of))} for name, of in schema],
            "values": {name: exact(values[name], types.get(of)) for name, of in schema},
            "found": {name: found_of(path, name, values[name], of) for name, of in schema},
        }

    return {"polars": read}


def spark_readers():
    spark = start_spark()

    def read_batches(path):
        return arrow_reading(spark.read.parquet(str(path)).toArrow())

    def read_rows(path):
        """With the reader of parquet-java, which others share, in place of Spark's own for batches."""
        setting = "spark.sql.parquet.enableVectorizedReader"
        spark.conf.set(setting, "false")
        try:
            return {**read_batches(path), **parquet_java_footer(spark, path)}
        finally:
            spark.conf.set(setting, "true")

    return {"spark": read_batches, "parquet-java": read_rows}


def start_spark():
    from pyspark.sql import SparkSession

    settings = {
        "spark.driver.extraJavaOptions": "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC",  # a short life on few cores
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.driver.host": "127.0.0.1",
        "spark.sql.session.timeZone": "UTC",
        "spark.ui.enabled": "false",
        "spark.ui.showConsoleProgress": "false",
    }
    return SparkSession.builder.master("local[1]").config(map=settings).getOrCreate()


def parquet_java_footer(spark, path):
    """Spark itself calls every column nullable and tells no statistics."""
    java = spark._jvm.org.apache
    place = java.hadoop.fs.Path(str(path))
    file = java.parquet.hadoop.util.HadoopInputFile.fromPath(place, spark._jsc.hadoopConfiguration())
    reader = java.parquet.hadoop.ParquetFileReader.open(file)
    footer = reader.getFooter()
    reader.close()
    fields = list(footer.getFileMetaData().getSchema().getFields())
    blocks = list(footer.getBlocks())
    optional = java.parquet.schema.Type.Repetition.OPTIONAL

    def statistics_of(chunk):
        said = chunk.getStatistics()
        low, high = (said.genericGetMin(), said.genericGetMax()) if said.hasNonNullValue() else (None, None)
        return {"min": text_of(low), "max": text_of(high), "nullCount": said.getNumNulls()}

    return {
        "nullable": {field.getName(): field.isRepetition(optional) for field in fields},
        "rowGroups": [block.getRowCount() for block in blocks],
        "statistics": [
            {field.getName(): statistics_of(chunk) for field, chunk in zip(fields, block.getColumns())}
            for block in blocks
        ],
    }


def exact(values, of):
    """64-bit integers as text, since JavaScript reads numbers of JSON with 53 bits."""
    if of not in ("timestamp", "int64"):
        return values
    return [None if value is None else str(value) for value in values]


def text_of(bound):
    if bound is None:
        return None
    if isinstance(bound, bytes):
        return bound.decode("utf-8")
    return bound.toStringUsingUTF8() if hasattr(bound, "toStringUsingUTF8") else str(bound)


def reading_of(read, path):
    try:
        return read(path)
    except BaseException as error:  # a panic of Polars is no Exception
        return {"error": f"{type(error).__name__}: {error}"}


if __name__ == "__main__":
    library, folder = sys.argv[1:]
    readers = {"pyarrow": pyarrow_readers, "polars": polars_readers, "spark": spark_readers}[library]()
    for reader, read in readers.items():
        for path in pathlib.Path(folder).glob("*.parquet"):
            found = json.dumps(reading_of(read, path), default=str)
            path.with_suffix(f".{reader}.json").write_text(found, encoding="utf-8")
