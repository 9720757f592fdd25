use crate::*; pub fn decide(_:&Plan,_:&Context,_:&Command)->Result<Vec<Change>,Rejections>{Ok(vec![])}
